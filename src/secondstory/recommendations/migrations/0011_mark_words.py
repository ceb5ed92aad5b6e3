from itertools import islice

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from secondstory.people.records import uuid7
from secondstory.recommendations.same_words import marks_of


def mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was recommended before there were marks is found again, too."""
    marks = apps.get_model("recommendations", "WordMark").objects
    titles = apps.get_model("recommendations", "Recommendation").objects.values_list("pk", "title")
    found = (
        marks.model(id=uuid7(), recommendation_id=key, hash=one, of=len(words))
        for key, title in titles.iterator(chunk_size=500)
        for words in (marks_of(title),)
        for one in sorted(words)
    )
    while some := list(islice(found, 500)):
        marks.bulk_create(some, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0010_word_marks")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
