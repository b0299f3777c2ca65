"""`python -m checker`."""

from checker.cli import console

console()
