"""Every sealed column is named in config/wiring.py; else a rotation would leave its words behind."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from secondstory.vault.holders import all_holders


def sealed_columns() -> set[str]:
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField) and field.name.startswith("sealed")
    }


def unnamed(columns: set[str]) -> set[str]:
    return columns - {holder.name for holder in all_holders()}


def test_every_sealed_column_is_named():
    assert unnamed(sealed_columns()) == set()


def test_every_name_is_a_sealed_column():
    assert {holder.name for holder in all_holders()} - sealed_columns() == set()


def test_one_that_was_left_out_would_be_seen():
    class Sample(models.Model):
        sealed_words = models.BinaryField()

        class Meta:
            app_label = "vault"

    try:
        assert unnamed(sealed_columns()) == {"vault.sample.sealed_words"}
    finally:
        del apps.all_models["vault"]["sample"]
        apps.clear_cache()
