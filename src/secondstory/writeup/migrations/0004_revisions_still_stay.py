"""SQLite adds a column by making the table anew, and a table made anew has no triggers: the two of migration
0002 are put back there. On PostgreSQL they never went."""

from django.db import migrations

from secondstory.journal.triggers import Statements

REFUSE = (
    "CREATE TRIGGER {name} BEFORE {on} ON writeup_revision FOR EACH ROW "
    "BEGIN SELECT RAISE(ABORT, 'Revisions stay as they were saved.'); END"
)


class Migration(migrations.Migration):
    dependencies = [("writeup", "0003_what_waits_beside")]
    operations = [
        Statements(
            sqlite=[
                "DROP TRIGGER IF EXISTS revision_stays",
                "DROP TRIGGER IF EXISTS revision_never_goes",
                REFUSE.format(name="revision_stays", on="UPDATE"),
                REFUSE.format(name="revision_never_goes", on="DELETE"),
            ],
            postgresql=[],
        )
    ]
