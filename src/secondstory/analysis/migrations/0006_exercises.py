from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from secondstory.people.records import uuid7


def keep_as_exercises(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was said in one line of when a control was exercised, as an exercise of a day that nobody noted."""
    exercise = apps.get_model("analysis", "ControlExercise")
    for control in apps.get_model("analysis", "SafetyControl").objects.exclude(last_exercised=""):
        exercise.objects.create(
            id=uuid7(), control=control, how=control.last_exercised, created_by_id=control.created_by_id
        )


class Migration(migrations.Migration):
    dependencies = [("analysis", "0005_depth")]

    operations = [
        migrations.RunPython(keep_as_exercises, migrations.RunPython.noop),
        migrations.RemoveField(model_name="safetycontrol", name="last_exercised"),
    ]
