"""A column changes, and what the database holds by triggers it holds still: those on the table, and those that look into
it. (SQLite makes the table anew for that, and would lose the ones and trip over the others.)"""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection
from tests import builders
from tests.architecture.test_triggers_stand import STAND, standing
from tests.cast import make_cast

from secondstory.analysis.models import Finding
from secondstory.people.models import Team
from secondstory.recommendations.models import Recommendation


def widened(model: type, name: str) -> None:
    old = model._meta.get_field(name)
    new = old.clone()
    new.set_attributes_from_name(name)
    new.model, new.max_length, new.null = model, old.max_length + 1, True
    with connection.schema_editor() as editor:
        editor.alter_field(model, old, new)


@pytest.mark.parametrize(("model", "name"), [(Recommendation, "title"), (Finding, "summary"), (Team, "name")])
def test_a_column_changes_and_the_triggers_stand(own_database, model, name):
    cast = make_cast()
    study = builders.study(cast.ana)
    kept = builders.recommendation(study, status="planned", owner=cast.ana)
    widened(model, name)
    assert {table: standing(table) >= events for table, events in STAND.items()} == dict.fromkeys(STAND, True)
    with pytest.raises(IntegrityError, match="traces to a finding"):
        kept.traces.all().delete()
    assert Recommendation.objects.get().title == kept.title
