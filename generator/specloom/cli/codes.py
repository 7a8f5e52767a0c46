"""What an exit code means."""

CLEAN = 0
CHANGED = 1
USAGE = 2
BAD_SPEC = 3
BUG = 70
