"""A final text is immutable, also for whoever has the database (invariant 12)."""

from django.db import migrations

from secondstory.journal.triggers import refuse

SENTENCE = "An edition is final. Propose an amendment beside it."


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [
        refuse("review_edition", on="UPDATE", name="edition_stays", sentence=SENTENCE),
        refuse("review_edition", on="DELETE", name="edition_never_goes", sentence=SENTENCE),
    ]
