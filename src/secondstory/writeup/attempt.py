"""A form, then a verb: where a refusal belongs beside a field, it goes there, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.ui.forms import Form

T = TypeVar("T")


def attempt(form: Form, write: Callable[[], T]) -> T | None:
    """What ``write`` gives; None when the form asks for something, with the sentence at its field."""
    if not form.is_valid():
        return None
    try:
        return write()
    except (NotAllowed, NotFound, Conflict):
        raise
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
