import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import secondstory.people.records


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_kept_and_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskMe",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("about", models.CharField(max_length=200)),
                ("invited_at", models.DateTimeField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations_to_ask",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="publishing.publication",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["publication", "invited_at"], name="invitations_of_a_text")],
                "constraints": [models.UniqueConstraint(fields=("publication", "person"), name="one_invitation_each")],
            },
        ),
    ]
