"""Do what a form asks for, or let the form come back saying why not."""

from __future__ import annotations

from collections.abc import Callable

from secondstory.people.refusals import Refusal
from secondstory.ui import attempt
from secondstory.ui.forms import Form


def tell_form(form: Form, refusal: Refusal) -> None:
    """Put the refusal's sentence where it belongs; what was typed stays."""
    attempt.say(form, refusal, through=())


def is_kept(form: Form, write: Callable[[], object]) -> bool:
    """Whether ``write`` was done. If not, the form says why beside what was typed; a refusal that is about none of its
    fields (it is not one's to write, the thing is gone) goes on to whoever asked."""
    return attempt.is_kept(form, write, through=(Refusal,))
