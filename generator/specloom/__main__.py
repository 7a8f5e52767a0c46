"""`python -m specloom` is the `specloom` command."""

from specloom.cli import main

main()
