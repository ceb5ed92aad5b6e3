"""Every form keeps what was typed, names its limits and says what it asks for."""

import pytest
from django import forms

from secondstory.ui.forms import LINE, PROSE, Form


class Note(Form):
    title = forms.CharField(help_text="One line.")
    text = forms.CharField(widget=forms.Textarea, required=False)
    carts = forms.IntegerField(required=False, min_value=0)
    day = forms.DateField(required=False)
    kind = forms.ChoiceField(choices=[("near", "near miss")], required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)


def asked(**typed: str) -> dict[str, str]:
    form = Note(typed)
    assert not form.is_valid()
    return {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}


def test_a_title_is_stored_tidy() -> None:
    form = Note({"title": " pay\u202eroll\t db\x07 "})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "payroll db"


def test_prose_keeps_its_lines_and_its_direction() -> None:
    form = Note({"title": "x", "text": "שלום\u200f\n\nnext"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "שלום\u200f\n\nnext"


def test_a_password_is_taken_as_it_was_typed() -> None:
    form = Note({"title": "x", "secret": "two  spaces"})
    assert form.is_valid()
    assert form.cleaned_data["secret"] == "two  spaces"


@pytest.mark.parametrize("name", ["title", "text"])
def test_a_nul_byte_or_half_a_character_is_refused_with_its_place(name: str) -> None:
    assert "Character 2 is a NUL byte" in asked(**{"title": "x", name: "a\x00"})[name]
    assert "Character 2 is half of a character" in asked(**{"title": "x", name: "a\ud800"})[name]


def test_a_megabyte_in_a_title_is_refused_with_both_numbers() -> None:
    assert asked(title="a" * 2**20)["title"] == "This takes at most 200 characters; there are 1048576. Shorten it."


def test_every_text_has_an_upper_length() -> None:
    form = Note()
    assert form.fields["title"].max_length == LINE
    assert form.fields["text"].max_length == PROSE


def test_every_refusal_says_what_is_taken_and_none_scolds() -> None:
    told = asked(title="", carts="nine", day="31 Feb", kind="other")
    assert told["carts"] == "Write a whole number, such as 12."
    assert told["day"] == "Write a day, such as 2017-01-31."
    assert told["title"] == "This is needed before it can be saved."
    assert asked(title="x", carts="-1")["carts"] == "The smallest number taken here is 0."
    assert not [s for s in told.values() if "invalid" in s.lower() or "valid" in s.lower() or "error" in s.lower()]


def test_what_was_typed_stays_and_the_field_points_to_its_sentence() -> None:
    html = str(Note({"title": "", "text": "Nine carts <b>", "carts": "nine"}))
    assert 'value="nine"' in html
    assert "Nine carts &lt;b&gt;" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'href="#id_title"' in html


def test_no_form_carries_a_style_or_a_script() -> None:
    html = str(Note())
    assert "style=" not in html
    assert "<script" not in html
