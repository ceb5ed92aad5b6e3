"""Each who puts something on a reading list has a line of their own."""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import secondstory.people.records


def take_along(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    line = apps.get_model("commons", "ReadingLine").objects
    for item in apps.get_model("commons", "ReadingItem").objects.exclude(why=""):
        line.create(item=item, text=item.why, created_by_id=item.created_by_id, created_at=item.created_at)


class Migration(migrations.Migration):
    dependencies = [
        ("commons", "0002_what_was_said_stays"),
        ("people", "0002_organization"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("text", models.CharField(max_length=300)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "for_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="commons.readingitem"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="line_has_words"),
                    models.UniqueConstraint(fields=("item", "created_by"), name="one_line_each"),
                ],
            },
        ),
        migrations.RunPython(take_along, migrations.RunPython.noop),
        migrations.RemoveField(model_name="readingitem", name="why"),
    ]
