"""Whose note it is, that its words are gone, and the process a study began with: these stay (invariants 14, 28).

SQLite drops triggers when a table is rebuilt: a later migration that alters these tables writes them anew.
"""

from django.db import migrations

from secondstory.journal.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_sent_once")]
    operations = [
        refuse(
            "incidents_note",
            on="UPDATE",
            name="note_keeps_its_author",
            sentence="A note stays its author's, and words that were withdrawn stay away.",
            when="NEW.created_by_id IS DISTINCT FROM OLD.created_by_id"
            " OR NEW.corrects_id IS DISTINCT FROM OLD.corrects_id"
            " OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.text <> ''))",
        ),
        refuse(
            "incidents_retrospective",
            on="UPDATE",
            name="study_keeps_its_process",
            sentence="A study keeps the process version it began with.",
            when="NEW.process_version_id <> OLD.process_version_id",
        ),
    ]
