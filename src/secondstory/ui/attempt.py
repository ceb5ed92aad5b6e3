"""A form, then a verb: a refusal goes beside the field it is about, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.ui.forms import ChangedMeanwhile, Form

T = TypeVar("T")
Kinds = tuple[type[Refusal], ...]
# No word in the form would help: it is not theirs to do, or not here.
NO_WORDS_HELP: Kinds = (NotAllowed, NotFound)
# Nor where what another person did meanwhile is told on a page of its own.
OR_CONFLICT: Kinds = (*NO_WORDS_HELP, Conflict)


def say(form: Form, refusal: Refusal, *, through: Kinds = NO_WORDS_HELP) -> None:
    """Its sentence beside its field, or above the form. One of ``through`` that is about no field goes on to whoever
    asked."""
    field = refusal.field if refusal.field in form.fields else None
    if field is None and isinstance(refusal, through):
        raise refusal
    form.add_error(field, refusal.sentence)


def is_kept(form: Form, write: Callable[[], object], *, through: Kinds = NO_WORDS_HELP) -> bool:
    """Whether the form was whole and ``write`` was done. If not, the form says why."""
    if not form.is_valid():
        return False
    try:
        write()
    except ChangedMeanwhile:  # the form says so itself by then
        return False
    except Refusal as refusal:
        say(form, refusal, through=through)
        return False
    return True


def attempt(form: Form, write: Callable[[], T], *, through: Kinds = NO_WORDS_HELP) -> T | None:
    """What ``write`` gives; None when the form says why it was not done."""
    made: list[T] = []
    return made[0] if is_kept(form, lambda: made.append(write()), through=through) else None
