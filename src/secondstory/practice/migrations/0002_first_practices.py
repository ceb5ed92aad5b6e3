"""What the product brings along, so that each of it is looked at one day, and what was said stays."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from secondstory.journal.triggers import Statements, hold, refuse

FIRST = (
    ("stage-capture", "Capturing what is noticed", "One line and a time, from anybody."),
    ("stage-accounts", "Asking people to tell it", "Everyone who had a part is invited to tell how it looked."),
    ("stage-timeline", "The timeline", "What happened, in order, with sources and gaps."),
    ("stage-analysis", "The analysis", "Controls, and seven systemic kinds that are each visited."),
    ("stage-writeup", "The write-up", "A text that a newcomer can follow, its summary written last."),
    ("stage-review", "The review", "Others read it before it is final, and each ‘change’ gets an answer."),
    ("stage-recommendations", "Recommendations", "Do, not now, or not: each with its reason."),
    ("stage-published", "Publishing", "Those who could use it hear of it."),
    ("review-minimum", "The shortest time a review is open", "Time to read is given, not taken."),
    ("question-bank", "The question bank", "Questions worth asking, three at a time."),
    ("wording", "A second look at the wording", "How strict the look at wordings that hide something is."),
)
HALF_A_YEAR = 182
STAYS = "What was said here stays. Say what is so now beside it."


def load(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Half a year on, each a week after the one before, so that nobody is asked about all of them at once."""
    rows = apps.get_model("practice", "Practice").objects
    today = timezone.localdate()
    for place, (key, name, about) in enumerate(FIRST):
        rows.get_or_create(
            key=key,
            defaults={
                "name": name,
                "about": about,
                "is_built_in": True,
                "look_again_on": today + timedelta(days=HALF_A_YEAR + 7 * place),
            },
        )


def stays(table: str, *, when: str = "") -> list[Statements]:
    return [
        refuse(f"practice_{table}", on="UPDATE", name=f"practice_{table}_stays", sentence=STAYS, when=when),
        refuse(f"practice_{table}", on="DELETE", name=f"practice_{table}_never_goes", sentence=STAYS),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0001_initial"),
        ("playbook", "0004_words_stay"),
        ("journal", "0002_append_only"),
    ]
    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        *stays("proposalanswer"),
        *stays("proposalword"),
        *stays("look"),
        *stays("notyet"),
        *stays(
            "proposal",
            when=" OR ".join(
                f"NEW.{column} IS DISTINCT FROM OLD.{column}"
                for column in ("what", "why", "about", "trouble", "way", "hoped_for", "due_on", "created_by_id")
            ),
        ),
        hold(
            "playbook_processreview",
            on="INSERT",
            name="process_review_of_what_waits",
            sentence="A draft of the process that was let go is not reviewed any more.",
            that="NOT EXISTS (SELECT 1 FROM practice_processdraft d WHERE d.version_id = NEW.version_id"
            " AND d.let_go_because <> '')",
        ),
    ]
