"""What went out stays as it was read, and nobody's look at a text is their own work."""

from django.db import migrations

from secondstory.journal.triggers import hold, refuse

SENTENCE = "A version for outside that went out stays as it is. Make the next one, or withdraw it."
PREPARED_BY = "(SELECT v.created_by_id FROM outside_outsideversion v WHERE v.id = NEW.version_id)"
SEEN = "EXISTS (SELECT 1 FROM outside_look l WHERE l.version_id = NEW.version_id AND l.sha256 = NEW.sha256)"


class Migration(migrations.Migration):
    dependencies = [("outside", "0001_initial"), ("journal", "0002_append_only")]
    operations = [
        refuse("outside_outsidetext", on="UPDATE", name="outside_text_stays", sentence=SENTENCE),
        refuse("outside_outsidetext", on="DELETE", name="outside_text_never_goes", sentence=SENTENCE),
        hold(
            "outside_outsidetext",
            on="INSERT",
            name="outside_text_was_seen",
            sentence="Somebody else looks at a text before it goes out.",
            that=SEEN,
        ),
        hold(
            "outside_look",
            on="INSERT",
            name="outside_look_of_another",
            sentence="Somebody else than who prepared it looks at it.",
            that=f"NEW.created_by_id <> {PREPARED_BY}",
        ),
        refuse("outside_look", on="UPDATE", name="outside_look_stays", sentence="What somebody looked at stays said."),
    ]
