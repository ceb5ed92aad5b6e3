"""What commands share: starting Django, and speaking in text or JSON."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from secondstory.people.models import Person

F = TypeVar("F", bound=Callable[..., Any])


def start_django() -> None:
    """What is loaded here stays until the end, so the collector of cycles is spared looking through it each time."""
    gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secondstory.config.settings")
    import django

    django.setup()
    gc.freeze()
    gc.enable()


def look_at_database() -> None:
    """Refused in a sentence where there is no database yet, or one of an earlier version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    from secondstory.people.refusals import Refusal

    try:
        executor = MigrationExecutor(connection)
        waits = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        raise Refusal(
            "The database does not answer. Look whether it runs and SECONDSTORY_HOME or DATABASE_URL leads to it.",
            code="no_database",
        ) from None
    if waits:
        raise Refusal(
            "The database is not prepared for this version yet. Run 'secondstory serve' once, which brings it up to date.",
            code="not_prepared",
        )


def look_at_keys() -> None:
    """Are these the keys of this database? Refused when not; says so when the first one was made just now."""
    from secondstory.vault.ring import ring
    from secondstory.vault.start import look

    had = ring().keys
    now = look()
    if not had:
        click.echo(f"A key for private words was made: {now.place}. Keep a copy apart from your backups.", err=True)


def json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(command)


def say(as_json: bool, data: dict[str, Any], text: str) -> None:
    """One result: the object as one line of JSON, or the sentence."""
    click.echo(json.dumps(data, ensure_ascii=False, default=str) if as_json else text)


def as_option(command: F) -> F:
    return click.option(
        "--as",
        "email",
        envvar="SECONDSTORY_PERSON",
        metavar="ADDRESS",
        help="Who you are here (or SECONDSTORY_PERSON). Needed when more than one person has joined.",
    )(command)


def find_person(email: str | None) -> Person:
    """The person with this address, or the only one there is."""
    from secondstory.people.models import Person
    from secondstory.people.refusals import Refusal

    people = Person.objects.filter(is_active=True)
    if email:
        found = people.filter(email=email.strip().lower()).first()
        if found is None:
            raise Refusal(f"Nobody with the address {email} has joined. Check it, or invite them.", code="no_person")
        return found
    two = list(people.order_by("joined_at")[:2])
    if len(two) != 1:
        raise Refusal("Say who you are with --as ADDRESS, or set SECONDSTORY_PERSON.", code="who")
    return two[0]
