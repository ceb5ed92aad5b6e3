"""Beyond 'idea', a recommendation traces to at least one finding of its own study (invariant 6).

A constraint cannot look into another table, so a trigger on each side holds it: none may go beyond an idea
without a trace, and none beyond an idea may lose its last one.
"""

from django.db import migrations

from secondstory.journal.triggers import Statements

UNTRACED = "A recommendation beyond an idea traces to a finding of its study."
TRACED = (
    "SELECT 1 FROM recommendations_trace t JOIN analysis_finding f ON f.id = t.finding_id"
    " WHERE t.recommendation_id = {rec}.id AND f.retrospective_id = {rec}.retrospective_id"
)
LAST = (
    "SELECT 1 FROM recommendations_recommendation r WHERE r.id = OLD.recommendation_id AND r.status <> 'idea'"
    " AND NOT EXISTS (SELECT 1 FROM recommendations_trace t JOIN analysis_finding f ON f.id = t.finding_id"
    " WHERE t.recommendation_id = r.id AND t.id <> OLD.id AND f.retrospective_id = r.retrospective_id)"
)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0001_initial"), ("analysis", "0001_initial")]
    operations = [
        Statements(
            sqlite=[
                f"CREATE TRIGGER recommendation_traced_{event} BEFORE {on} ON recommendations_recommendation"
                f" FOR EACH ROW WHEN NEW.status <> 'idea' AND NOT EXISTS ({TRACED.format(rec='NEW')})"
                f" BEGIN SELECT RAISE(ABORT, '{UNTRACED}'); END"
                for event, on in (("insert", "INSERT"), ("update", "UPDATE OF status, retrospective_id"))
            ]
            + [
                f"CREATE TRIGGER trace_last_{event} BEFORE {on} ON recommendations_trace FOR EACH ROW"
                f" WHEN EXISTS ({LAST}) BEGIN SELECT RAISE(ABORT, '{UNTRACED}'); END"
                for event, on in (("delete", "DELETE"), ("update", "UPDATE"))
            ],
            postgresql=[
                "CREATE FUNCTION recommendation_traced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF NEW.status <> 'idea' AND NOT EXISTS ({TRACED.format(rec='NEW')}) THEN"
                f" RAISE EXCEPTION '{UNTRACED}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
                " RETURN NEW; END $$",
                "CREATE TRIGGER recommendation_traced BEFORE INSERT OR UPDATE OF status, retrospective_id"
                " ON recommendations_recommendation FOR EACH ROW EXECUTE FUNCTION recommendation_traced()",
                "CREATE FUNCTION trace_last() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF EXISTS ({LAST}) THEN"
                f" RAISE EXCEPTION '{UNTRACED}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
                " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER trace_last BEFORE DELETE OR UPDATE ON recommendations_trace"
                " FOR EACH ROW EXECUTE FUNCTION trace_last()",
            ],
        )
    ]
