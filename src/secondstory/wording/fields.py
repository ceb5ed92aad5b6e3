"""Says of a form's field where its words will stand, so that their wording is looked at while somebody writes them."""

from __future__ import annotations

from typing import TypeVar

from django import forms

from secondstory.wording.kinds import SURFACES

F = TypeVar("F", bound=forms.Field)


def looked_at(field: F, surface: str, *, kind: str = "plain", section: str = "") -> F:
    """The field, which a browser's script and the page's own button know how to look at from now on.

    ``kind`` is plain or markdown; ``section`` the heading it stands under, when there is one.
    """
    if surface not in SURFACES:
        raise LookupError(f"There is no surface {surface!r}.")
    attrs = field.widget.attrs
    behaviours = [*str(attrs.get("data-behaviour", "")).split(), "wording"]
    attrs |= {
        "data-behaviour": " ".join(dict.fromkeys(behaviours)),
        "data-surface": surface,
        "data-wording-kind": kind,
    }
    if section:
        attrs["data-section"] = section
    if isinstance(field.widget, forms.Textarea):
        field.surface, field.wording_kind = surface, kind  # type: ignore[attr-defined]  # for ui/_look.html
    return field
