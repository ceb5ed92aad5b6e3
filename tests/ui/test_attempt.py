"""A form, then a verb: what was typed stays, and what no word would help goes on to whoever asked."""

from __future__ import annotations

import pytest
from django import forms

from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.ui.attempt import OR_CONFLICT, attempt, is_kept
from secondstory.ui.forms import ChangedMeanwhile, Form


class Words(Form):
    text = forms.CharField(max_length=20)


def refusing(refusal: Refusal):
    def write() -> None:
        raise refusal

    return write


def test_what_the_verb_gives_comes_back() -> None:
    form = Words({"text": "A heron."})
    assert attempt(form, lambda: form.cleaned_data["text"]) == "A heron."
    assert is_kept(form, lambda: None)


def test_a_form_that_is_not_whole_writes_nothing() -> None:
    written: list[int] = []
    assert attempt(Words({}), lambda: written.append(1)) is None
    assert written == []


@pytest.mark.parametrize(("field", "stands_at"), [("text", "text"), ("other", "__all__"), ("", "__all__")])
def test_a_refusal_stands_at_its_field_or_above(field: str, stands_at: str) -> None:
    form = Words({"text": "A heron."})
    assert not is_kept(form, refusing(Refusal("Say where.", field=field)))
    assert form.errors == {stands_at: ["Say where."]}
    assert form["text"].value() == "A heron."


@pytest.mark.parametrize("refusal", [NotAllowed("Ask Ana.", code="x"), NotFound()])
def test_what_no_word_would_help_goes_on(refusal: Refusal) -> None:
    with pytest.raises(type(refusal)):
        is_kept(Words({"text": "A heron."}), refusing(refusal))


def test_a_conflict_is_said_on_the_form_unless_it_has_a_page_of_its_own() -> None:
    form = Words({"text": "A heron."})
    assert not is_kept(form, refusing(Conflict("Somebody was here.", code="x")))
    assert form.errors == {"__all__": ["Somebody was here."]}
    with pytest.raises(Conflict):
        is_kept(Words({"text": "A heron."}), refusing(Conflict("Somebody was here.", code="x")), through=OR_CONFLICT)


def test_what_changed_meanwhile_is_said_by_the_form_itself() -> None:
    form = Words({"text": "A heron."})
    assert attempt(form, refusing(ChangedMeanwhile()), through=OR_CONFLICT) is None
    assert form.errors == {}
