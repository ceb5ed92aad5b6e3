"""A study begins with a process that came with the product, or that somebody who does the work has reviewed."""

from django.db import migrations

from secondstory.journal.triggers import hold


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_analyst"), ("playbook", "0004_words_stay")]
    operations = [
        hold(
            "incidents_retrospective",
            on="INSERT",
            name="study_begins_with_reviewed_process",
            sentence="A version of the process is used once somebody who does the work has reviewed it.",
            that="EXISTS (SELECT 1 FROM playbook_processversion v WHERE v.id = NEW.process_version_id AND (v.is_built_in"
            " OR EXISTS (SELECT 1 FROM playbook_processreview r WHERE r.version_id = v.id)))",
        ),
    ]
