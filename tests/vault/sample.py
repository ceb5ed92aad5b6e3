"""A table with a sealed column, as a step would have one; made by tests, and by the processes that they kill."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection, models
from django.test.utils import isolate_apps

from secondstory.vault import holders
from secondstory.vault.seal import seal, unseal

with isolate_apps("secondstory.vault"):

    class Sample(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        author = models.CharField(max_length=40)
        sealed = models.BinaryField(null=True)

        class Meta:
            app_label = "vault"


def about(row: Any) -> str:
    return f"vault.sample/{row.pk}/{row.author}"


def install(*, table: bool = True) -> None:
    """The only holder there is."""
    holders.apps = Sample._meta.apps  # it is not among the product's own models
    holders._holders.clear()
    holders.holds("vault.Sample", "sealed", about, "author")
    if table:
        key, blob = ("char(32)", "blob") if connection.vendor == "sqlite" else ("uuid", "bytea")
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE vault_sample (id {key} PRIMARY KEY, author varchar(40) NOT NULL, sealed {blob})"
            )


def written(words: str = "I waited for it to end.", author: str = "ana", **fields: Any) -> Sample:
    row = Sample(author=author, **fields)
    row.sealed = seal(words.encode(), about=about(row))
    row.save(force_insert=True)
    return row


def read(row: Sample) -> str:
    row = Sample.objects.get(pk=row.pk)
    return unseal(row.sealed, about=about(row)).decode()
