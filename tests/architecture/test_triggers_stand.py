"""Triggers that hold what a constraint cannot are there after the last migration.

SQLite makes a table anew for some migrations; config/sqlite lets the triggers rest meanwhile and puts them back
(tests/config/test_triggers_outlive.py). This test says when one is gone all the same.
"""

import pytest
from django.db import connection

STAND = {
    "agreements_agreement": {"update", "delete"},
    "agreements_agreement_teams": {"update", "delete"},
    "agreements_agreementpublication": {"insert", "update", "delete"},
    "agreements_agreementretirement": {"update", "delete"},
    "agreements_agreementreview": {"insert", "update", "delete"},
    "agreements_agreementversion": {"insert", "update", "delete"},
    "incidents_note": {"update", "delete"},
    "incidents_retrospective": {"insert", "update"},
    "journal_event": {"update", "delete"},
    "outside_look": {"insert", "update"},
    "outside_outsidetext": {"insert", "update", "delete"},
    "playbook_processreview": {"insert", "update", "delete"},
    "playbook_processversion": {"update"},
    "practice_look": {"update", "delete"},
    "practice_notyet": {"update", "delete"},
    "practice_proposal": {"update", "delete"},
    "practice_proposalanswer": {"update", "delete"},
    "practice_proposalword": {"update", "delete"},
    "recommendations_askedtoo": {"insert", "update"},
    "recommendations_recommendation": {"insert", "update"},
    "recommendations_trace": {"update", "delete"},
    "review_edition": {"update", "delete"},
    "writeup_revision": {"update", "delete"},
}


def standing(table: str) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            heads = [sql.upper().split(" ON ")[0] for (sql,) in cursor.fetchall()]
        else:
            cursor.execute(
                "SELECT event_manipulation FROM information_schema.triggers WHERE event_object_table = %s", [table]
            )
            heads = [event for (event,) in cursor.fetchall()]
    return {word for word in ("insert", "update", "delete") if any(word.upper() in head for head in heads)}


@pytest.mark.parametrize("table", sorted(STAND))
def test_it_stands(db, table):
    assert STAND[table] <= standing(table)


def test_a_table_without_any_is_seen_as_such(db):
    assert standing("people_team") == set()
