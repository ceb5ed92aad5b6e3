"""Who does the work says where the line is, in the database, too: nobody else writes, reviews, or lets it be published
unreviewed, and what was said stays (R-001-50, R-001-51)."""

from django.db import migrations

from secondstory.journal.triggers import hold, refuse
from secondstory.people.practice import in_sql

OF_ALL = "(SELECT a.is_for_all FROM agreements_agreement a WHERE a.id = {agreement})"
TEAMS = "SELECT 1 FROM agreements_agreement_teams n WHERE n.agreement_id = {agreement}"
IN_A_TEAM = "EXISTS (SELECT 1 FROM people_teammembership x WHERE x.person_id = NEW.created_by_id)"
WRITER = "(SELECT v.created_by_id FROM agreements_agreementversion v WHERE v.id = NEW.version_id)"
OF_VERSION = "(SELECT v.agreement_id FROM agreements_agreementversion v WHERE v.id = NEW.version_id)"
SAYS_SO = "FROM agreements_agreementreview r WHERE r.version_id = NEW.version_id AND r.is_so"

WRITTEN = (
    f"({OF_ALL.format(agreement='NEW.agreement_id')} AND {IN_A_TEAM}) OR EXISTS"
    f" ({TEAMS.format(agreement='NEW.agreement_id')} AND {in_sql('NEW.created_by_id', 'n.team_id')})"
)
REVIEWED = (
    f"NEW.created_by_id <> {WRITER} AND {in_sql('NEW.created_by_id', 'NEW.team_id')}"
    f" AND ({OF_ALL.format(agreement=OF_VERSION)} OR EXISTS"
    f" ({TEAMS.format(agreement=OF_VERSION)} AND n.team_id = NEW.team_id))"
)
# Each team named has reviewed it; of what is everybody's, people of two teams have.
PUBLISHED = (
    f"({OF_ALL.format(agreement=OF_VERSION)} AND (SELECT COUNT(DISTINCT r.team_id) {SAYS_SO}) > 1"
    f" AND (SELECT COUNT(DISTINCT r.created_by_id) {SAYS_SO}) > 1)"
    f" OR (EXISTS ({TEAMS.format(agreement=OF_VERSION)}) AND NOT EXISTS ({TEAMS.format(agreement=OF_VERSION)}"
    f" AND NOT EXISTS (SELECT 1 {SAYS_SO} AND r.team_id = n.team_id)))"
)
STAYS = "What was said in a working agreement stays. Write another version."


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("journal", "0002_append_only")]
    operations = [
        refuse(
            "agreements_agreement",
            on="UPDATE",
            name="agreement_stays_its_teams",
            sentence="An agreement stays with the people whose work it is about.",
            when="NEW.is_for_all IS DISTINCT FROM OLD.is_for_all OR NEW.created_by_id IS DISTINCT FROM OLD.created_by_id",
        ),
        refuse("agreements_agreement", on="DELETE", name="agreement_never_goes", sentence="An agreement is retired."),
        hold(
            "agreements_agreement_teams",
            on="INSERT",
            name="agreement_named_its_teams",
            sentence="An agreement stays with the people whose work it is about.",
            that="NOT EXISTS (SELECT 1 FROM agreements_agreementversion v WHERE v.agreement_id = NEW.agreement_id)",
        ),
        hold(
            "agreements_agreementversion",
            on="INSERT",
            name="agreement_written_by_the_practice",
            sentence="A working agreement is written by those who do the work.",
            that=WRITTEN,
        ),
        hold(
            "agreements_agreementreview",
            on="INSERT",
            name="agreement_reviewed_by_the_practice",
            sentence="A working agreement is reviewed by somebody who does the work and did not write it.",
            that=REVIEWED,
        ),
        hold(
            "agreements_agreementpublication",
            on="INSERT",
            name="agreement_reviewed_first",
            sentence="A working agreement is published once those who do the work have reviewed it.",
            that=PUBLISHED,
        ),
        *(
            refuse(f"agreements_{table}", on=on, name=f"{table}_{name}", sentence=STAYS)
            for table in (
                "agreement_teams",
                "agreementversion",
                "agreementreview",
                "agreementpublication",
                "agreementretirement",
            )
            for on, name in (("UPDATE", "stays"), ("DELETE", "never_goes"))
        ),
    ]
