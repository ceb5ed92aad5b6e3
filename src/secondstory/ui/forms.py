"""
The base of every form: looks, limits and sentences in one place.

Single lines lose direction marks and control characters, texts that cannot be stored are refused
with a sentence, and nothing is without an upper length.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from secondstory.journal.actions import action
from secondstory.people.refusals import Conflict
from secondstory.ui.text import tidy_line, unstorable

LINE = 200
PROSE = 200_000

SENTENCES = {
    "required": "This is needed before it can be saved.",
    "max_length": "This takes at most %(limit_value)d characters; there are %(show_value)d. Shorten it.",
    "min_length": "This needs at least %(limit_value)d characters; there are %(show_value)d.",
    "invalid_choice": "This choice is not in the list any more. Choose one that is.",
    "invalid_list": "Choose from the list.",
    "invalid_pk_value": "This choice is not in the list any more. Choose one that is.",
    "min_value": "The smallest number taken here is %(limit_value)s.",
    "max_value": "The largest number taken here is %(limit_value)s.",
}
EXPECTED: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DateTimeField, "Write a day and a time, such as 2017-01-31 23:27."),
    (forms.DateField, "Write a day, such as 2017-01-31."),
    (forms.TimeField, "Write a time, such as 23:27."),
    (forms.IntegerField, "Write a whole number, such as 12."),
    (forms.URLField, "Write a web address that begins with https:// or http://."),
    (forms.EmailField, "Write an e-mail address, such as name@example.org."),
    (forms.UUIDField, "This identifier was not written by this page. Reload the page and send it again."),
)


def check_storable(text: str) -> None:
    if sentence := unstorable(text):
        raise ValidationError(sentence, code="unstorable")


def tidied(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Reads a single line as the field would, then tidies it. A NUL byte stays, to be told about."""

    def read(value: Any) -> Any:
        text = to_python(value)
        return tidy_line(text) if isinstance(text, str) and not unstorable(text) else text

    return read


def with_plain_breaks(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Reads a text as the field would, a line break as one character: so browsers count it while somebody types, though
    they send two."""

    def read(value: Any) -> Any:
        text = to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text

    return read


def prepare_text(field: forms.CharField) -> None:
    prose = isinstance(field.widget, forms.Textarea)
    if field.max_length is None:
        field.max_length = PROSE if prose else LINE
        field.validators.append(forms.CharField(max_length=field.max_length).validators[0])
        field.widget.attrs.setdefault("maxlength", str(field.max_length))
    field.validators = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator)]
    field.validators.insert(0, check_storable)
    if prose:
        field.to_python = with_plain_breaks(field.to_python)  # type: ignore[method-assign, assignment]
    elif not isinstance(field.widget, forms.PasswordInput):
        field.to_python = tidied(field.to_python)  # type: ignore[method-assign, assignment]


def prepare(field: forms.Field) -> None:
    """Gives one field its class, its limits and its sentences."""
    widget = field.widget
    for code, sentence in SENTENCES.items():
        if code not in type(field).__dict__.get("custom_error_messages", {}):
            field.error_messages[code] = sentence
    for kind, sentence in EXPECTED:
        if isinstance(field, kind):
            field.error_messages["invalid"] = sentence
            break
    if isinstance(field, forms.CharField):
        prepare_text(field)
    if isinstance(widget, forms.NumberInput):
        # A number field shows nothing when it gets 'nine' back; what was typed must stay.
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "numeric" if type(field) is forms.IntegerField else "decimal")
    if isinstance(widget, forms.Textarea):
        name = "words"
        widget.attrs.setdefault("rows", "4")
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        name = "choices"
    elif isinstance(widget, forms.CheckboxInput):
        name = "check"
    else:
        name = "input"
    widget.attrs["class"] = " ".join(filter(None, [name, str(widget.attrs.get("class", ""))]))


class Looks:
    """Mixed into Django's forms: renders through `ui/_form.html`, prepares every field."""

    template_name = "ui/_form.html"
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            prepare(field)


class Form(Looks, forms.Form):
    def let_choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """What the field ``name`` offers here; each study, text or person has other things to choose from."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class ModelForm(Looks, forms.ModelForm):  # type: ignore[type-arg]
    pass


F = TypeVar("F", bound=Form)
T = TypeVar("T")
MEANWHILE = (
    "Somebody saved something else here while you were writing. Open this page beside this one to read it; what you"
    " typed is still in the fields. Save again to put yours in its place."
)


def knowing(form: F, now: Mapping[str, Any]) -> F:
    """The form, knowing what stood there (``now``: what it would show) when it was opened, so that nobody writes over
    words they have not seen. Sent on another state, it asks once; sent again, it is meant."""
    told = {name: sorted(map(str, one)) if isinstance(one, list) else str(one) for name, one in now.items()}
    mark = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    if form.is_bound:
        form.initial = dict(now)
        # Django remembers what had changed against what stood there before.
        vars(form).pop("changed_data", None)
        form._bound_fields_cache = {}  # type: ignore[attr-defined]  # the stubs leave it out
        seen, says_the_same = form.data.get("seen", ""), form.errors == {} and not set(form.changed_data) & set(now)
        if seen and seen != mark and not says_the_same:
            form.add_error(None, MEANWHILE)
        kept: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict; the stubs say less
        kept["seen"] = mark
        form.data = kept
    # After cleaning: the mark is no word of the form's own.
    form.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=mark)
    return form


class ChangedMeanwhile(Conflict):
    """The form says so itself by then."""

    code = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__(MEANWHILE)


@action
def unless_changed(form: Form, now: Callable[[], Mapping[str, Any]], write: Callable[[], T]) -> T:
    """``write``, in the same turn in which ``now``, read anew, is what a ``knowing`` form knows: of two people who
    save at the very same moment, the second is asked. What says the same as stands there already asks nothing."""
    knowing(form, now())
    if form.errors:
        raise ChangedMeanwhile
    return write()
