"""Foreign keys point the way imports do: to the same step or one below it, never above."""

from __future__ import annotations

import configparser
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]
LAYERS = "importlinter:contract:house"


def floors() -> dict[str, int]:
    """Each package's floor, the roof first; packages of one line share it."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config[LAYERS]["layers"].split("\n")
    return {name.strip(" ()").split(".")[-1]: floor for floor, line in enumerate(lines) for name in line.split(":")}


def upward(pairs: list[tuple[str, str, str]], floor: dict[str, int]) -> list[str]:
    return [f"{name} points up to {target}" for name, source, target in pairs if floor[target] < floor[source]]


def foreign_keys() -> list[tuple[str, str, str]]:
    house = {config.label for config in apps.get_app_configs() if config.name.startswith("secondstory.")}
    return [
        (f"{model._meta.label}.{field.name}", model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in house
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in house
    ]


def test_every_foreign_key_points_down():
    found = foreign_keys()
    assert len(found) > 50
    assert upward(found, floors()) == []


def test_one_that_points_up_would_be_seen():
    assert upward([("incidents.Incident.finding", "incidents", "analysis")], floors())
    assert not upward([("analysis.Finding.incident", "analysis", "incidents")], floors())
