"""From pages to files: render, format, compare, and replace the old output in one step."""
