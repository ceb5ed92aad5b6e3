"""After any verb of any room, the index that followed the journal is the one that would be built anew."""

from __future__ import annotations

from datetime import timedelta

import tantivy
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions import change as changing
from secondstory.analysis.actions.controls import assess_control, keep_control, name_missing_control
from secondstory.analysis.actions.factors import name_factor
from secondstory.analysis.actions.findings import record_finding
from secondstory.analysis.actions.mysteries import open_question_wider, reword, take_back
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.actions.settle import answer
from secondstory.analysis.actions.strengths import name_better_note, name_condition, name_strength
from secondstory.analysis.actions.system import name_constraint, name_hazard, name_loss, name_part
from secondstory.incidents.actions.add_participant import add_participant
from secondstory.incidents.actions.change_incident import change_incident
from secondstory.incidents.actions.change_study import change_study
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.actions.raise_signal import raise_signal
from secondstory.incidents.actions.reply_to_signal import reply_to_signal
from secondstory.incidents.actions.withdraw_note import withdraw_note
from secondstory.incidents.actions.write_note import write_note
from secondstory.incidents.facts import Facts
from secondstory.organization.actions.catalogue import keep_service
from secondstory.people.models import Service
from secondstory.publishing.actions.announce import announce
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.recommendations.actions.propose import park_idea, remove_idea
from secondstory.search import shelf
from secondstory.search.index import catch_up, rebuild
from secondstory.search.sources import sources
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.change_entry import change_entry
from secondstory.timeline.actions.disputes import Side, add_version, explain_dispute, open_dispute
from secondstory.timeline.actions.references import add_reference
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.writeup.actions.arrange import add_section, rename_section
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.save import save_section


def content() -> dict[str, str]:
    searcher = shelf.shelf().view.searcher
    stored = [searcher.doc(address).to_dict() for _, address in searcher.search(tantivy.Query.all_query(), 9999).hits]
    return {row["uid"][0]: row["digest"][0] for row in stored if row["uid"][0] != shelf.NOTE}


def built() -> dict[str, str]:
    """What an index built now would hold."""
    documents = (one for source in sources() for one in source.documents(list(source.every())))
    return {document.uid: document.digest for document in documents}


def check(after: str) -> None:
    catch_up()
    assert content() == built(), after


def test_following_every_verb_and_building_anew_give_the_same_index(cast: Cast) -> None:
    ana, bo = cast.ana, cast.bo
    rebuild()
    incident = open_incident(Facts("A heron in the intake", team=cast.storage), by=ana)
    study = open_retrospective(incident, by=ana, title="How a heron came in")
    check("opening")
    change_study(study, by=ana, learning_focus="How it found the gap", work_open_to="team")
    change_incident(incident, Facts("A heron, and a frog", team=cast.storage, audience="group"), by=ana)
    add_participant(study, by=ana, person=bo, role_label="keeper", involvements=["identified"])
    check("changing who reads")

    note = write_note("A heron, of all things.", by=ana)
    write_note("I was afraid.", by=ana, audience="me")
    signal = raise_signal("Feathers in the sieve.", by=bo)
    check("notes and signals")
    withdraw_note(note, by=ana)
    reply_to_signal(signal, "Thank you. We look at the grid.", by=ana)
    check("taking back and answering")

    entry = add_entry(study, Told(builders.NOON, "The heron is seen."), by=ana)
    other = add_entry(study, Told(builders.NOON + timedelta(minutes=9), "The pump stops."), by=bo)
    change_entry(entry, Told(builders.NOON, "The heron is seen on the second screen."), by=ana)
    dispute = open_dispute(
        study, by=ana, question="One heron or two?", entries=[entry], versions=[Side("Two.", "keeper")]
    )
    add_version(dispute, Side("One, twice.", "the log"), by=bo)
    add_reference(study, by=ana, title="Bird book", excerpt="Herons stand still.")
    check("timeline")
    remove_entry(other, by=bo)
    explain_dispute(dispute, explanation="It was one, at two gates.", by=ana)
    check("taking an entry out")

    parts = [
        name_part(study, "Intake", by=ana),
        name_loss(study, "An hour without water.", by=ana),
        name_hazard(study, "The intake is open.", by=ana),
        name_constraint(study, "The intake stays closed to birds.", by=ana),
        name_missing_control(study, "A finer grid", by=ana, met_nothing="birds of that size"),
        name_factor(study, "dynamics", "The river rose slowly over years.", by=ana),
        name_condition(study, "The gate stood open.", by=ana),
        name_strength(study, "Someone knew how to carry a heron.", by=ana),
        name_better_note(study, "Know whom to call.", by=ana),
    ]
    control = keep_control("Leaf grid", by=ana, sentence="Keeps leaves out.", type="prevent")
    parts.append(assess_control(study, control, by=ana, outcome="did_not_act", how="Made for leaves."))
    parts.append(record_finding(study, "Nobody looks for herons.", about=parts[4], by=ana))
    check("analysis")
    changing.change(parts[1], by=ana, text="Two hours without water.")
    keep_control("Leaf grid", by=ana, sentence="Keeps leaves and twigs out.", type="prevent", control=control)
    check("wording anew")
    for part in reversed(parts):
        remove(part, by=ana)
    check("taking parts out")

    mystery = raise_mystery("Where did the heron come from?", by=bo, study=study)
    check("asking")
    open_question_wider(mystery, to="organization", by=bo)
    reword(mystery, "Which way did the heron come?", by=bo)
    answer(mystery, "Along the ditch.", by=ana)
    check("answering")
    gone = raise_mystery("Was it a stork?", by=bo, study=study)
    check("asking again")
    take_back(gone, by=bo)
    idea = park_idea(study, "A scarecrow", by=bo)
    check("an idea")
    remove_idea(idea, by=bo)
    check("and no idea")

    document = begin(study, by=ana)
    section = document.sections.in_order().first()
    assert section is not None
    save_section(section, text="A heron came **in**.", based_on=section.number, by=ana)
    rename_section(add_section(study, "Birds", by=ana), "Other birds", by=ana)
    check("writing")

    builders.edition(study)
    builders.confirm(study, "public")
    service = Service.objects.create(name="Water", slug="water")
    incident.services.add(service)
    publication = publish(study, audience="team", by=ana)
    check("publishing")
    change_audience(publication, to="public", by=ana)
    announce(publication, "Look at your own grids.", by=ana)
    check("widening")
    builders.grant(ana, "steward")
    keep_service("Water works", by=ana, service=service)
    check("a service's name")
    change_audience(publication, to="group", by=ana)
    check("narrowing")
    withdraw(publication, by=ana)
    check("withdrawing")
    publish(study, audience="organization", by=ana)
    check("publishing again")
    rebuild()
    check("building anew")
