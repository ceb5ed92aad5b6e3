"""What came with the product is marked as such; any other version of the process waits for a review by somebody who does
the work and did not write it."""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import secondstory.people.records


def mark(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("playbook", "ProcessVersion").objects.filter(created_by=None).update(is_built_in=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_organization"),
        ("playbook", "0002_first_process"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="processversion",
            name="is_built_in",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="processversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_built_in", False), ("created_by", None), _connector="OR"),
                name="built_in_is_nobodys",
            ),
        ),
        migrations.CreateModel(
            name="ProcessReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("text", models.TextField(blank=True, max_length=4000)),
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
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.team"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="playbook.processversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("created_by__isnull", False)), name="process_review_is_somebodys"
                    ),
                    models.UniqueConstraint(fields=("version", "created_by", "team"), name="one_process_review"),
                ],
            },
        ),
    ]
