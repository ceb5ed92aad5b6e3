"""A note is append-only; its author may withdraw the words, which leaves the marker (invariant 28)."""

from django.db import migrations

from secondstory.journal.triggers import refuse

SENTENCE = "Notes are append-only. Write a new note that corrects this one."


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [
        refuse(
            "incidents_note",
            on="UPDATE",
            name="note_stays",
            sentence=SENTENCE,
            when="NEW.at <> OLD.at OR (NEW.text <> OLD.text AND NOT (NEW.text = '' AND NEW.withdrawn_at IS NOT NULL))",
        ),
        refuse("incidents_note", on="DELETE", name="note_never_goes", sentence=SENTENCE),
    ]
