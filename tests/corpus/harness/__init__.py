"""Judges generated packages by what they do: every operation is called, every request is read."""
