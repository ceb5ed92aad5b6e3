"""The command line. Every command is a file in ``commands``; Django starts only for those that need it."""

from secondstory.cli.entry import main

__all__ = ["main"]
