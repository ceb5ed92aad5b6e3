"""One counter row; events that can be neither changed nor deleted."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from secondstory.journal.triggers import refuse

SENTENCE = "The journal is append-only."


def make(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("journal", "Counter").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        refuse("journal_event", on="UPDATE", name="journal_event_stays", sentence=SENTENCE),
        refuse("journal_event", on="DELETE", name="journal_event_never_goes", sentence=SENTENCE),
    ]
