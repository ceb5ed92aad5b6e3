"""Which tables a backup holds, and a row as a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, Model

VERSION = 1
MANY, FEW = 2000, 4
# Made anew by the receiving installation: sessions (people sign in again) and Django's own bookkeeping.
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission", "auth.group"}


def tables() -> list[type[Model]]:
    """Every table with its own rows, many-to-many ones included, in a fixed order."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label_lower not in LEFT_OUT
        and not model._meta.label_lower.startswith("auth.")
    ]
    return sorted(found, key=lambda model: model._meta.label_lower)


def columns(model: type[Model]) -> list[Any]:
    return list(model._meta.concrete_fields)


def lines(model: type[Model]) -> Iterator[bytes]:
    """Each row as one line, ordered by its key, columns in the model's order; markers of what was taken out, too."""
    fields = columns(model)
    names = [field.attname for field in fields]
    binary = {i for i, field in enumerate(fields) if isinstance(field, BinaryField)}
    # Kept files are megabytes a row, so only a few of them are in memory at a time.
    at_once = FEW if binary else MANY
    encoder = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=at_once):
        values = list(row)
        for i in binary:
            values[i] = bytes(values[i]).hex()
        yield encoder.encode(_exact(values)).encode() + b"\n"


def _exact(values: list[Any]) -> list[Any]:
    """Moments keep their microseconds (the encoder would cut them to milliseconds)."""
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in values]


def row(model: type[Model], line: bytes) -> Model:
    """The row a line holds. ValueError or KeyError when it is not one of this table."""
    fields, values = columns(model), json.loads(line)
    if len(fields) != len(values):
        raise ValueError("another number of columns")
    made = model()
    for field, value in zip(fields, values, strict=True):
        if value is not None and isinstance(field, BinaryField):
            value = bytes.fromhex(value)  # noqa: PLW2901  # decoded, as the name says
        elif not field.is_relation and field.get_internal_type() != "JSONField":
            value = field.to_python(value)  # noqa: PLW2901
        setattr(made, field.attname, value)
    return made
