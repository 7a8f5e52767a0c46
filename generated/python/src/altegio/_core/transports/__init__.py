"""One module for each HTTP library. None of them is imported before the first call."""
