"""What an author types, read into words. A time that names no instant is kept as it was typed: it is a time, too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from secondstory.firsthand.facets import ALWAYS, BELIEFS, IN_WORDS, ON_REQUEST, SITUATION, Facet
from secondstory.firsthand.words import LONGEST, LONGEST_WHEN, Pointer, Words
from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, read_moment, write_moment
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

# What an author types beside the situation; a browser keeps each until it is saved.
TYPED = ("when", "text", "because", "otherwise", "otherwise_when", "pointers")
_ADDRESS = re.compile(r"\S+://\S+")
R = TypeVar("R")


class EntryForm(Form):
    """One entry of one's own account. Nothing in it is required but a few words somewhere."""

    facet = forms.ChoiceField(
        label="What kind of sentence is this?",
        choices=[(one.value, IN_WORDS[one]) for one in (*ALWAYS, *ON_REQUEST, Facet.OPENING)],
        widget=forms.RadioSelect,
        initial=Facet.DID.value,
    )
    when = forms.CharField(
        label="When?",
        max_length=LONGEST_WHEN,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "23:27"}),
    )
    text = forms.CharField(
        label="In your words",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": "4", "spellcheck": "true"}),
    )
    because = forms.CharField(
        label="It made sense because",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": "3", "class": "words--why", "spellcheck": "true"}),
    )
    otherwise = forms.CharField(
        label="What showed it to be otherwise",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    otherwise_when = forms.CharField(
        label="When did that show?",
        max_length=LONGEST_WHEN,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    pointers = forms.CharField(
        label="Where can it be looked up?",
        help_text="One a line, with its address if it has one: ‘Chat of the evening https://…’. It is as private as the entry.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2", "spellcheck": "false"}),
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    client_id = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, zone: str, day: date, draft: str, words: Words | None = None, **kwargs: Any) -> None:
        self.zone, self.day = zone, day
        initial = _initial(words, zone, day) if words else {}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        self.before = words
        super().__init__(*args, **kwargs)
        for key, question in SITUATION.items():
            field = forms.CharField(
                label=question,
                max_length=LONGEST,
                required=False,
                strip=False,
                initial=words.situation.get(key, "") if words else "",
                widget=forms.Textarea(attrs={"rows": "2", "class": "words"}),
            )
            self.fields[key] = field
        for name in (*TYPED, *SITUATION):
            self.fields[name].widget.attrs |= {"data-behaviour": "draft-keeper", "data-draft": f"{draft}-{name}"}
        for name in ("text", "because", "otherwise", *SITUATION):
            looked_at(self.fields[name], "own_account")

    @property
    def private_files(self) -> list[Pointer]:
        """Private files of the entry; they come and go by verbs of their own."""
        return [one for one in self.before.pointers if one.copy] if self.before else []

    @property
    def situation(self) -> list[Any]:
        return [self[key] for key in SITUATION]

    @property
    def always(self) -> list[Any]:
        return [one for one in self["facet"] if one.data["value"] in {facet.value for facet in ALWAYS}]

    @property
    def on_request(self) -> list[Any]:
        return [one for one in self["facet"] if one.data["value"] in {facet.value for facet in ON_REQUEST}]

    @property
    def is_about_situation(self) -> bool:
        """Whether something stands in the fields that are folded away."""
        return any(str(self[key].value() or "").strip() for key in (*SITUATION, "otherwise", "pointers"))

    def words(self) -> Words:
        """Whatever was typed, as words; call it when the form is valid."""
        given = self.cleaned_data
        facet = Facet(given["facet"])
        moment = self._moment("when")
        later = self._moment("otherwise_when")
        return Words(
            text=given["text"],
            facet=facet,
            because=given["because"],
            when=given["when"],
            at=moment.at if moment else None,
            precision=moment.precision if moment else "minute",
            approximate=moment.approximate if moment else False,
            otherwise=given["otherwise"] if facet in BELIEFS else "",
            otherwise_when=given["otherwise_when"] if facet in BELIEFS else "",
            otherwise_at=later.at if later and facet in BELIEFS else None,
            otherwise_precision=later.precision if later and facet in BELIEFS else "minute",
            otherwise_approximate=bool(later and later.approximate and facet in BELIEFS),
            situation={key: given[key] for key in SITUATION if given[key].strip()},
            pointers=(*pointers_in(given["pointers"]), *self.private_files),
        )

    def unread_time(self) -> str:
        """A sentence when the time names no instant; it is kept all the same."""
        typed = self.cleaned_data.get("when", "")
        if not typed or self._moment("when"):
            return ""
        return f"“{typed}” is kept as you wrote it. With a time such as 23:27 it also gets its place in the order."

    def _moment(self, name: str) -> Moment | None:
        typed = self.cleaned_data.get(name, "")
        if not typed:
            return None
        if self.before and typed == self.initial.get(name):
            before = self.before
            if name == "when":
                return Moment(before.at, before.precision, before.approximate) if before.at else None
            at = before.otherwise_at
            return Moment(at, before.otherwise_precision, before.otherwise_approximate) if at else None
        try:
            return read_moment(typed, self.zone, today=self.day)
        except (NoSuchMoment, UnknownZone):
            return None


def pointers_in(text: str) -> list[Pointer]:
    """One reference a line: words, and the address where there is one."""
    found = []
    for line in text.splitlines():
        address = _ADDRESS.search(line)
        title = " ".join((line.replace(address[0], " ") if address else line).split())
        if title or address:
            found.append(Pointer(title or (address[0] if address else ""), address[0] if address else ""))
    return found


def typed_moment(at: datetime, precision: str, approximate: bool, zone: str, day: date) -> str:
    """As its author would type it: the clock alone on the day of the story, the whole otherwise."""
    about = "about " if approximate and precision in ("minute", "second") else ""
    local = at.astimezone(ZoneInfo(zone))
    if local.date() == day and precision != "day":
        front = {"hour": "about ", "before": "before ", "after": "after "}.get(precision, about)
        return front + local.strftime("%H:%M:%S" if precision == "second" else "%H:%M")
    return about + write_moment(at, precision, zone)


def _initial(words: Words, zone: str, day: date) -> dict[str, Any]:
    later = words.otherwise_when
    if words.otherwise_at:
        later = typed_moment(words.otherwise_at, words.otherwise_precision, words.otherwise_approximate, zone, day)
    return {
        "facet": words.facet.value,
        "when": words.when
        or (typed_moment(words.at, words.precision, words.approximate, zone, day) if words.at else ""),
        "text": words.text,
        "because": words.because,
        "otherwise": words.otherwise,
        "otherwise_when": words.otherwise_when or later,
        "pointers": "\n".join(f"{one.title} {one.url}".strip() for one in words.pointers if not one.copy),
    }


class QuoteForm(Form):
    """The exact words, and the part of the write-up they would stand in."""

    wording = forms.CharField(
        label="The exact words",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )
    section = forms.ChoiceField(label="Where they would stand", required=False)

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("section", [("", "at the end"), *parts])


class PrivateNoteForm(Form):
    text = forms.CharField(
        label="For yourself", required=False, strip=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": "3"})
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


def today_in(zone: str) -> date:
    return timezone.now().astimezone(ZoneInfo(zone)).date()


def given(data: Mapping[str, Any], name: str) -> str:
    return str(data.get(name, ""))
