"""The command line. Every command is a file in ``commands``; Django starts only for those that need it."""

import sys


def main() -> None:
    """What looks at wording runs at every commit and in every editor, so it starts without the other commands."""
    if sys.argv[1:2] == ["check"]:
        from secondstory.language.command import main as check

        sys.exit(check(sys.argv[2:]))
    from secondstory.cli.entry import main as every

    every()


__all__ = ["main"]
