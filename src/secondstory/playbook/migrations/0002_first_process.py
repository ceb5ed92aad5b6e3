"""The process every new installation starts with."""

from pathlib import Path

import yaml
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

FILE = Path(__file__).parent.parent / "processes" / "organization-1.yaml"


def load(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    data = yaml.safe_load(FILE.read_text())
    apps.get_model("playbook", "ProcessVersion").objects.get_or_create(
        name=data["name"],
        number=data["number"],
        defaults={"valid_from": timezone.now(), "why": data["why"], "data": data},
    )


class Migration(migrations.Migration):
    dependencies = [("playbook", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
