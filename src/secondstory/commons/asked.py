"""The question in what somebody said, if there is one. Plain values, no database."""

from __future__ import annotations

import re

from secondstory.publishing.text import without_marks
from secondstory.ui.text import tidy_line

MOST = 600
_ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")


def question_in(text: str) -> str:
    """The last sentence that ends in a question mark, as one line; '' where none does or it is too long for one."""
    sentences = [tidy_line(one) for one in _ENDS.split(without_marks(text))]
    asked = [one for one in sentences if one.rstrip("\"'”’)]").endswith("?")]
    return asked[-1] if asked and 3 <= len(asked[-1]) <= MOST else ""
