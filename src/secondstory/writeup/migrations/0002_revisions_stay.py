from django.db import migrations

from secondstory.journal.triggers import refuse

SENTENCE = "Revisions stay as they were saved."


class Migration(migrations.Migration):
    dependencies = [("writeup", "0001_initial")]
    operations = [
        refuse("writeup_revision", on="UPDATE", name="revision_stays", sentence=SENTENCE),
        refuse("writeup_revision", on="DELETE", name="revision_never_goes", sentence=SENTENCE),
    ]
