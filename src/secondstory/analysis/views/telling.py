"""Do what a form asks for, or let the form come back saying why not."""

from __future__ import annotations

from collections.abc import Callable

from secondstory.people.refusals import Refusal
from secondstory.ui.forms import ChangedMeanwhile, Form


def tell_form(form: Form, refusal: Refusal) -> None:
    """Put the refusal's sentence where it belongs; what was typed stays."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def is_kept(form: Form, write: Callable[[], object]) -> bool:
    """Whether ``write`` was done. If not, the form says why beside what was typed; a refusal that is about none of its
    fields (it is not one's to write, the thing is gone) goes on to whoever asked."""
    if not form.is_valid():
        return False
    try:
        write()
    except ChangedMeanwhile:
        return False
    except Refusal as refusal:
        if refusal.field not in form.fields:
            raise
        tell_form(form, refusal)
        return False
    return True
