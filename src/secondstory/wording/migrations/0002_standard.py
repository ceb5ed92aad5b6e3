"""The one row of how strict it is. Whatever an organization chooses later, no upgrade writes over it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("wording", "Strictness").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("wording", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
