"""Which columns hold sealed words. Named in config/wiring.py, so that a rotation seals every one of them anew and
``secondstory verify`` opens each; tests/architecture insists that no column called ``sealed…`` is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.db.models import BinaryField, Model, QuerySet
from django.db.models.functions import Substr

from secondstory.vault.box import HEAD, VERSION


@dataclass(frozen=True)
class Holder:
    """A column, and how a row says what its sealed text is bound to: the ``about`` it was sealed with."""

    label: str
    column: str
    about: Callable[[Any], str]
    needs: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.label}.{self.column}"

    def rows(self) -> QuerySet[Model]:
        """Every row that holds something (an emptied one holds nothing), with no more than ``about`` needs."""
        model: type[Model] = apps.get_model(self.label)
        rows = model._base_manager.filter(**{f"{self.column}__isnull": False}).exclude(**{self.column: b""})
        related = {need.rpartition("__")[0] for need in self.needs if "__" in need}
        if related:
            rows = rows.select_related(*related)
        head = Substr(self.column, 1, HEAD, output_field=BinaryField())
        return cast("QuerySet[Model]", rows.only("pk", self.column, *self.needs).annotate(sealed_head=head))

    def sealed_with(self, *key_ids: bytes) -> QuerySet[Model]:
        return self.rows().filter(sealed_head__in=[VERSION + key_id for key_id in key_ids])


_holders: dict[tuple[str, str], Holder] = {}


def holds(model_label: str, column: str, about: Callable[[Any], str], *needs: str) -> None:
    """``holds("firsthand.entryversion", "sealed", about_version, "author_id")``: this column is sealed.

    ``about(row)`` is what the row's text was sealed with; ``needs`` are the columns it reads (``entry__author_id``
    for one of a related row). The database must let the column be updated: a rotation writes the same words anew.
    """
    holder = Holder(model_label.lower(), column, about, needs)
    _holders[holder.label, column] = holder


def all_holders() -> list[Holder]:
    return sorted(_holders.values(), key=lambda holder: holder.name)


def count(*key_ids: bytes) -> int:
    """How many texts are sealed with one of these keys."""
    return sum(holder.sealed_with(*key_ids).count() for holder in all_holders())


def is_used(key_id: bytes) -> bool:
    return any(holder.sealed_with(key_id).exists() for holder in all_holders())
