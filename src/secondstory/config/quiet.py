"""What the log leaves out: secrets that stand in an address, and whatever the words of an error could quote.

An invitation, a feed and a new password are opened by an address alone, and a database says in the text of an
error which row it would not take. So the log names pages, types and places in the code, and quotes nothing.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

_SECRETS = re.compile(r"(/join/|/chat/link/|/reset/key/|/stop/|[?&]key=)[^/\s&?\"']+")
_Trouble = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def without_secrets(text: str) -> str:
    return _SECRETS.sub(r"\1…", text)


class Line(logging.Formatter):
    """One line; an error in the code adds its type and where it happened, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))

    def formatException(self, ei: _Trouble) -> str:  # noqa: N802 - the library's name
        told = []
        trouble = ei[1]
        while trouble is not None:
            told.append(f"{type(trouble).__qualname__}\n{''.join(traceback.format_tb(trouble.__traceback__))}".rstrip())
            trouble = trouble.__cause__ or (None if trouble.__suppress_context__ else trouble.__context__)
        return "\nbecause of ".join(told)
