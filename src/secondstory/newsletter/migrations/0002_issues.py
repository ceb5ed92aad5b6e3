import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import secondstory.people.records
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("analysis", "0007_held_by"),
        ("newsletter", "0001_following"),
        ("people", "__first__"),
        ("publishing", "0004_talks_and_newcomers"),
    ]

    operations = [
        Tables(
            [
                migrations.CreateModel(
                    name="Editor",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=secondstory.people.records.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Issue",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=secondstory.people.records.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "a draft"),
                                    ("ready", "ready for its day"),
                                    ("published", "published"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("set_for", models.DateField()),
                        ("title", models.CharField(max_length=200)),
                        ("intro", models.TextField(blank=True, max_length=6000)),
                        ("number", models.PositiveIntegerField(blank=True, null=True, unique=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
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
                    ],
                    options={
                        "ordering": ["-set_for", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "ready", "published"])),
                                name="issue_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("number__isnull", False),
                                        ("published_at__isnull", False),
                                        ("state", "published"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "published"), _negated=True),
                                        ("number", None),
                                        ("published_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_published_has_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueItem",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=secondstory.people.records.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("position", models.PositiveIntegerField()),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        (
                            "idea",
                            models.CharField(
                                blank=True, help_text="The key of one of the ideas behind the pages.", max_length=80
                            ),
                        ),
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="newsletter.issue"
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="publishing.publication",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="analysis.mystery",
                            ),
                        ),
                        (
                            "work_note",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="analysis.worknote",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("idea", ""),
                                        ("publication__isnull", False),
                                        ("question", None),
                                        ("work_note", None),
                                    ),
                                    models.Q(
                                        ("idea", ""),
                                        ("publication", None),
                                        ("question__isnull", False),
                                        ("work_note", None),
                                    ),
                                    models.Q(
                                        ("idea", ""),
                                        ("publication", None),
                                        ("question", None),
                                        ("work_note__isnull", False),
                                    ),
                                    models.Q(
                                        ("publication", None),
                                        ("question", None),
                                        ("work_note", None),
                                        models.Q(("idea", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_item_is_one_thing",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("publication__isnull", False)),
                                fields=("issue", "publication"),
                                name="publication_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("question__isnull", False)),
                                fields=("issue", "question"),
                                name="question_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("work_note__isnull", False)),
                                fields=("issue", "work_note"),
                                name="work_note_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("idea", ""), _negated=True),
                                fields=("issue", "idea"),
                                name="idea_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Newsletter",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=secondstory.people.records.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("only", models.BooleanField(default=True, editable=False, unique=True)),
                        ("name", models.CharField(default="What we learned", max_length=120)),
                        ("every_weeks", models.PositiveSmallIntegerField(default=0, help_text="0: no rhythm.")),
                        ("next_on", models.DateField(blank=True, null=True)),
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("only", True)), name="newsletter_is_one"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("every_weeks", 0), ("next_on", None)),
                                    models.Q(("every_weeks__gt", 0), ("next_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="newsletter_rhythm_has_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignUp",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=secondstory.people.records.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
    ]
