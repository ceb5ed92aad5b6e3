"""What a page fetched for somebody through the one door is not asked for again by each button of that page.

Inside an action it is: there the door is looked at anew, and what is found stays true until the commit.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from secondstory.journal.actions import is_in_turn
from secondstory.people.audience import Who, reader

Row = TypeVar("Row", bound=Model)
_MARK = "_fetched_for"


def fetched_for(user: Who, row: Row) -> Row:
    """``row``, with the mark that it came through ``visible_to(user)`` just now."""
    vars(row)[_MARK] = reader(user)
    return row


def not_fetched(row: Model) -> None:
    """After something changed that decides who reads it."""
    vars(row).pop(_MARK, None)


def is_fetched_for(user: Who, row: Model) -> bool:
    """Whether this very object came through the door for ``user``, and no action is running."""
    return not is_in_turn() and vars(row).get(_MARK) == reader(user)
