"""A question about a study that Django puts into words once per process, and not anew for each page.

A union of twenty tables takes Django longer to word than the database takes to answer. Its words are the same for every
study: only the study and its incident differ, and their places in it are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from secondstory.incidents.models import Retrospective

# Ids that stand for the ones to come, while the words are looked for. No row has them.
_STUDY = UUID("5ec09d57-0000-4000-8000-000000000001")
_INCIDENT = UUID("5ec09d57-0000-4000-8000-000000000002")

Asks = Callable[[UUID, UUID], "QuerySet[Any, Any]"]


class WordedOnce:
    """``asks`` makes the rows out of a study's id and its incident's: ``values_list``, or a union of several, that asks
    for nothing else that could be another one the next time (no clock, no reader, no slice by a number)."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._worded = cache(self._word)

    def of(self, study: Retrospective) -> Iterator[tuple[Any, ...]]:
        """One statement."""
        query, words, places = self._worded(connection.vendor)
        stand_in = {_STUDY: _as_sent(study.pk), _INCIDENT: _as_sent(study.incident_id)}
        compiler = query.clone().get_compiler(connection=connection)
        compiler.pre_sql_setup()
        with connection.cursor() as cursor:
            cursor.execute(words, [stand_in.get(value, value) for value in places])
            rows: Iterator[tuple[Any, ...]] = compiler.results_iter([cursor.fetchall()], tuple_expected=True)
        return rows

    def _word(self, vendor: str) -> tuple[Any, str, list[Any]]:
        """The query, its words, and its values with the two ids where they stand."""
        query = self._asks(_STUDY, _INCIDENT).query
        words, values = query.get_compiler(connection=connection).as_sql()
        stands_for = {_as_sent(_STUDY): _STUDY, _as_sent(_INCIDENT): _INCIDENT}
        return query, words, [stands_for.get(value, value) for value in values]


def _as_sent(id: UUID) -> Any:
    """As this database is sent an id."""
    return Retrospective._meta.pk.get_db_prep_value(id, connection)
