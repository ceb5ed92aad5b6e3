"""What a version of the process says stays as it was reviewed, and a review is one of somebody who does the work.

A database cannot ask for that in a constraint: it looks into other tables."""

from django.db import migrations

from secondstory.journal.triggers import hold, refuse
from secondstory.people.practice import in_sql

WRITER = "(SELECT v.created_by_id FROM playbook_processversion v WHERE v.id = NEW.version_id)"


class Migration(migrations.Migration):
    dependencies = [("playbook", "0003_reviewed"), ("journal", "0002_append_only")]
    operations = [
        refuse(
            "playbook_processversion",
            on="UPDATE",
            name="process_stays_as_written",
            sentence="What a version of the process says stays as it was written. Write another version.",
            when=" OR ".join(
                f"NEW.{column} IS DISTINCT FROM OLD.{column}"
                for column in ("name", "number", "why", "data", "is_built_in", "created_by_id")
            ),
        ),
        hold(
            "playbook_processreview",
            on="INSERT",
            name="process_review_from_the_practice",
            sentence="A version of the process is reviewed by somebody who does the work and did not write it.",
            that=f"NEW.created_by_id IS DISTINCT FROM {WRITER} AND {in_sql('NEW.created_by_id', 'NEW.team_id')}",
        ),
        *(
            refuse(
                "playbook_processreview",
                on=on,
                name=f"process_review_{name}",
                sentence="A review of the process stays as it was given.",
            )
            for on, name in (("UPDATE", "stays"), ("DELETE", "never_goes"))
        ),
    ]
