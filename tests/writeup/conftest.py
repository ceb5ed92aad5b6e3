from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.models import Section


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana facilitates, Bo takes part, Cy is in another team."""
    study = builders.study(cast.ana, team=cast.storage, zone="Europe/Amsterdam")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo, role_label="database engineer")
    return study


@pytest.fixture
def section(study: Retrospective, cast: Cast) -> Section:
    return begin(study, by=cast.ana).sections.get(key="impact")


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A copy of the test database that several threads may write to, thrown away afterwards.

    SQLite's is a file, as it is in use: in memory, connections of several threads lock whole tables.
    """
    with django_db_blocker.unblock():
        settings, name = connection.settings_dict, connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            memory, file = connection.connection, tmp_path / "threads.sqlite3"
            with closing(sqlite3.connect(file)) as copy:
                memory.backup(copy)
            connection.connection, settings["NAME"] = None, str(file)
            yield
            connection.close()
            connection.connection, settings["NAME"] = memory, name
        else:
            connection.close()
            connection.creation.clone_test_db("threads", verbosity=0)
            settings["NAME"] = connection.creation.get_test_db_clone_settings("threads")["NAME"]
            yield
            connection.close()
            clone, settings["NAME"] = settings["NAME"], name
            connection.creation._destroy_test_db(clone, verbosity=0)
