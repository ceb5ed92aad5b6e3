import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import secondstory.people.records
from secondstory.journal.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("analysis", "0004_former_answers"),
        ("firsthand", "0002_files"),
        ("incidents", "0004_what_stays"),
        ("people", "0002_organization"),
        ("people", "__first__"),
        ("timeline", "0005_placement"),
    ]

    operations = [
        migrations.AddField(
            model_name="condition",
            name="joined_with",
            field=models.ManyToManyField(blank=True, to="analysis.condition"),
        ),
        migrations.AddField(
            model_name="condition",
            name="seen_before",
            field=models.ManyToManyField(blank=True, related_name="seen_again", to="analysis.condition"),
        ),
        migrations.AddField(
            model_name="controlassessment",
            name="references",
            field=models.ManyToManyField(blank=True, related_name="assessments", to="timeline.reference"),
        ),
        migrations.AddField(
            model_name="mystery",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mystery",
            name="answered_from_outside",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="mystery",
            name="part",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="mysteries",
                to="analysis.systempart",
            ),
        ),
        migrations.AddField(
            model_name="mystery",
            name="place",
            field=models.CharField(
                blank=True, help_text="The address of that page, within this house.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="mystery",
            name="quote",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AddField(
            model_name="mystery",
            name="services",
            field=models.ManyToManyField(blank=True, related_name="mysteries", to="people.service"),
        ),
        migrations.AddField(
            model_name="systemicfactor",
            name="seen_before",
            field=models.ManyToManyField(blank=True, related_name="seen_again", to="analysis.systemicfactor"),
        ),
        Tables(
            [
                migrations.CreateModel(
                    name="ComponentAnalysis",
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
                            "contribution",
                            models.TextField(
                                blank=True, help_text="What it did and did not do, in facts.", max_length=4000
                            ),
                        ),
                        ("believed", models.TextField(blank=True, max_length=4000)),
                        ("actual", models.TextField(blank=True, max_length=4000)),
                        ("information", models.TextField(blank=True, max_length=4000)),
                        ("tools", models.TextField(blank=True, max_length=4000)),
                        ("goals", models.TextField(blank=True, max_length=4000)),
                        ("pressures", models.TextField(blank=True, max_length=4000)),
                        ("history", models.TextField(blank=True, max_length=4000)),
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
                            "heard_from",
                            models.ManyToManyField(blank=True, related_name="+", to="firsthand.accountentry"),
                        ),
                        (
                            "part",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="analysis",
                                to="analysis.systempart",
                            ),
                        ),
                        (
                            "retrospective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "component analyses",
                        "ordering": ["created_at", "id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ControlAction",
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
                        ("what", models.CharField(max_length=300)),
                        (
                            "deviation",
                            models.CharField(
                                choices=[
                                    ("as_intended", "given as intended"),
                                    ("not_given", "not given"),
                                    ("harmful", "given, and it did harm"),
                                    ("wrong_time", "too early, too late or out of order"),
                                    ("wrong_length", "stopped too soon or went on too long"),
                                ],
                                default="as_intended",
                                max_length=14,
                            ),
                        ),
                        (
                            "on_paper_only",
                            models.BooleanField(default=False, help_text="It is written down, and not how it is done."),
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
                            "retrospective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss_out",
                                to="analysis.systempart",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss_in",
                                to="analysis.systempart",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ControlExercise",
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
                            "on",
                            models.DateField(blank=True, help_text="Empty: some time, nobody knows when.", null=True),
                        ),
                        ("where", models.CharField(blank=True, max_length=200)),
                        ("how", models.CharField(max_length=600)),
                        (
                            "control",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exercises",
                                to="analysis.safetycontrol",
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
                    ],
                    options={
                        "ordering": ["-on", "-created_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Cue",
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
                            "audience",
                            models.CharField(
                                choices=[
                                    ("group", "The people in this study"),
                                    ("team", "The team"),
                                    ("organization", "The whole organization"),
                                    ("public", "Everyone, also outside"),
                                ],
                                default="organization",
                                max_length=20,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sign", "a sign to notice"),
                                    ("check", "a check"),
                                    ("trick", "a trick of the trade"),
                                    ("judgment", "a judgment call"),
                                    ("insight", "something understood"),
                                ],
                                default="sign",
                                max_length=10,
                            ),
                        ),
                        ("text", models.CharField(max_length=600)),
                        (
                            "tells",
                            models.CharField(blank=True, help_text="What it tells those who know it.", max_length=1000),
                        ),
                        (
                            "domain",
                            models.CharField(blank=True, help_text="The kind of work it belongs to.", max_length=120),
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
                            "retrospective",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                        (
                            "services",
                            models.ManyToManyField(blank=True, related_name="%(class)ss", to="people.service"),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.team",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["-created_at", "-id"], name="cue_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
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
                        ("what", models.CharField(max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("arrived", "arrived"),
                                    ("late", "arrived late"),
                                    ("missing", "never arrived"),
                                    ("misleading", "arrived, and misled"),
                                    ("on_paper", "exists on paper only"),
                                ],
                                default="arrived",
                                max_length=12,
                            ),
                        ),
                        (
                            "delay",
                            models.CharField(blank=True, help_text="How late it comes, in words.", max_length=200),
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
                            "retrospective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss_out",
                                to="analysis.systempart",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss_in",
                                to="analysis.systempart",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "feedback",
                        "ordering": ["created_at", "id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Influence",
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
                        ("what", models.CharField(max_length=300)),
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
                            "retrospective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss_out",
                                to="analysis.systempart",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss_in",
                                to="analysis.systempart",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KeptStructure",
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
                        ("structure", models.JSONField(default=dict)),
                        ("kept_at", models.DateTimeField()),
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
                            "retrospective",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="incidents.retrospective",
                            ),
                        ),
                        (
                            "service",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="structure",
                                to="people.service",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReasonToLearn",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("many_teams", "More than two teams had a part in it."),
                                    ("new_parts", "A part, or a way parts work together, was new."),
                                    ("surprised_experts", "It surprised people who know this well."),
                                    ("almost_worse", "It came close to something much worse."),
                                    ("looked_simple", "It looked simple at first."),
                                    ("looks_known", "It looks like one we have had before."),
                                    ("much_talk", "People talk about it a lot."),
                                    ("confusion", "For a while nobody could say what was going on."),
                                    ("special_time", "It came at a special time: a launch, a holiday, a busy season."),
                                    ("somebody_asks", "Somebody wants to know."),
                                    ("many_adaptations", "People kept it going in many ways that no document holds."),
                                    ("first_met", "A control met the real thing for the first time."),
                                ],
                                max_length=20,
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
                            "retrospective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "reasons to learn",
                        "ordering": ["created_at", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("retrospective", "kind"), name="one_reason_per_kind")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Responsibility",
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
                        ("text", models.CharField(max_length=600)),
                        (
                            "constraints",
                            models.ManyToManyField(
                                blank=True, related_name="responsibilities", to="analysis.constraint"
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
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="responsibilities",
                                to="analysis.systempart",
                            ),
                        ),
                        (
                            "retrospective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "responsibilities",
                        "ordering": ["created_at", "id"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WorkNote",
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
                            "audience",
                            models.CharField(
                                choices=[
                                    ("group", "The people in this study"),
                                    ("team", "The team"),
                                    ("organization", "The whole organization"),
                                    ("public", "Everyone, also outside"),
                                ],
                                default="organization",
                                max_length=20,
                            ),
                        ),
                        ("topic", models.CharField(max_length=200)),
                        ("imagined", models.TextField(blank=True, max_length=4000)),
                        (
                            "procedure",
                            models.URLField(blank=True, help_text="Where it is written down.", max_length=500),
                        ),
                        ("done", models.TextField(max_length=4000)),
                        (
                            "constraints",
                            models.TextField(blank=True, help_text="What one works around.", max_length=2000),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, help_text="How we know: a walk-through, a talk, a script.", max_length=300
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
                            "retrospective",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="incidents.retrospective",
                            ),
                        ),
                        (
                            "services",
                            models.ManyToManyField(blank=True, related_name="%(class)ss", to="people.service"),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.team",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["-created_at", "-id"], name="work_note_newest_first")],
                    },
                ),
                migrations.CreateModel(
                    name="OfferToTalk",
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
                        ("about", models.CharField(blank=True, max_length=200)),
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
                            "cue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="analysis.cue",
                            ),
                        ),
                        (
                            "mystery",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="analysis.mystery",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers_to_talk",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "work_note",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="analysis.worknote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "offers to talk",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cue", None), ("mystery__isnull", False), ("work_note", None)),
                                    models.Q(("cue", None), ("mystery", None), ("work_note__isnull", False)),
                                    models.Q(("cue__isnull", False), ("mystery", None), ("work_note", None)),
                                    _connector="OR",
                                ),
                                name="offer_is_about_one_thing",
                            ),
                            models.UniqueConstraint(fields=("person", "mystery"), name="one_offer_per_question"),
                            models.UniqueConstraint(fields=("person", "work_note"), name="one_offer_per_work_note"),
                            models.UniqueConstraint(fields=("person", "cue"), name="one_offer_per_cue"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Artefact",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("script", "a script"),
                                    ("dashboard", "a dashboard of one's own"),
                                    ("step", "a step by hand"),
                                    ("workaround", "a way around something"),
                                    ("notes", "notes or bookmarks"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("text", models.CharField(max_length=400)),
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
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="artefacts",
                                to="analysis.worknote",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["created_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="WorkTheme",
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
                        ("name", models.CharField(max_length=60)),
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
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="analysis.worknote",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "indexes": [models.Index(fields=["name"], name="work_theme_by_name")],
                        "constraints": [models.UniqueConstraint(fields=("note", "name"), name="one_theme")],
                    },
                ),
                migrations.CreateModel(
                    name="Credit",
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
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
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
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="credits",
                                to="incidents.participant",
                            ),
                        ),
                        (
                            "strength",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="credits",
                                to="analysis.strength",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("strength", "participant"), name="one_credit")],
                    },
                ),
            ]
        ),
    ]
