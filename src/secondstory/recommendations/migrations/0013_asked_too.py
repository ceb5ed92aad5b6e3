"""A study that asks for a recommendation of another one, too, does so from a finding of its own (invariant 6)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import secondstory.people.records
from secondstory.journal.triggers import hold

OWN_FINDING = (
    "EXISTS (SELECT 1 FROM analysis_finding f WHERE f.id = NEW.finding_id AND f.retrospective_id = NEW.retrospective_id)"
    " AND NOT EXISTS (SELECT 1 FROM recommendations_recommendation r"
    " WHERE r.id = NEW.recommendation_id AND r.retrospective_id = NEW.retrospective_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("analysis", "0010_chain_ends"),
        ("incidents", "0006_reviewed_process"),
        ("recommendations", "0012_trackers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedToo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=secondstory.people.records.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("title", models.CharField(max_length=300)),
                ("why", models.CharField(blank=True, max_length=1000)),
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
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked_too", to="analysis.finding"
                    ),
                ),
                ("more", models.ManyToManyField(blank=True, related_name="+", to="analysis.finding")),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="asked_too",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "retrospective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_too",
                        to="incidents.retrospective",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("retrospective", "recommendation"), name="one_ask_of_a_study"),
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="ask_in_words"),
                ],
            },
        ),
        *(
            hold(
                "recommendations_askedtoo",
                on=on,
                name=f"ask_has_its_finding_{on.lower()}",
                sentence="A study asks for what another one recommends, from a finding of its own.",
                that=OWN_FINDING,
            )
            for on in ("INSERT", "UPDATE")
        ),
    ]
