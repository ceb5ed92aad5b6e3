"""One level of answers, in one conversation; what was said stays its writer's; what was decided, and how people talk
here, stay as they were written (R-002-54: nothing goes in silence)."""

from django.db import migrations

from secondstory.journal.triggers import hold, refuse

ABOVE = "SELECT 1 FROM commons_remark r WHERE r.id = NEW.reply_to_id AND r.reply_to_id IS NULL"


class Migration(migrations.Migration):
    dependencies = [("commons", "0001_initial"), ("journal", "0002_append_only")]
    operations = [
        hold(
            "commons_remark",
            on="INSERT",
            name="remark_answers_once",
            sentence="An answer stands under what both are about, in the same conversation.",
            that=f"NEW.reply_to_id IS NULL OR EXISTS ({ABOVE} AND r.discussion_id = NEW.discussion_id)",
        ),
        refuse(
            "commons_remark",
            on="UPDATE",
            name="remark_stays_where_it_was_said",
            sentence="What was said stays its writer's, where it was said; taken back, it is not said again.",
            when="NEW.created_by_id IS DISTINCT FROM OLD.created_by_id OR NEW.discussion_id <> OLD.discussion_id"
            " OR NEW.reply_to_id IS DISTINCT FROM OLD.reply_to_id"
            " OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL)",
        ),
        refuse("commons_remark", on="DELETE", name="remark_never_goes", sentence="What was said is taken back."),
        refuse("commons_decision", on="UPDATE", name="decision_stays", sentence="What was decided stays."),
        refuse("commons_decision", on="DELETE", name="decision_never_goes", sentence="What was decided stays."),
        refuse(
            "commons_conductversion",
            on="UPDATE",
            name="conduct_stays",
            sentence="What was written stays. Write another version.",
        ),
        refuse(
            "commons_conductversion",
            on="DELETE",
            name="conduct_never_goes",
            sentence="What was written stays. Write another version.",
        ),
    ]
