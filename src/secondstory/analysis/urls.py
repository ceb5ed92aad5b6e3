from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from secondstory.analysis.forms.parts import ANEW, NOUNS
from secondstory.analysis.forms.structure import FORMS
from secondstory.analysis.views import (
    asking,
    components,
    controls,
    credit,
    from_talks,
    gathered,
    how_we_know,
    kept_structure,
    known,
    offers,
    patterns,
    questions,
    steps,
    structure,
    study,
)


class StructureNoun:
    """A list of the control structure: parts, control, feedback, influences, duties."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StructureNoun, "structure")
STUDY = "retrospectives/<uuid:study_id>/analysis/"
STRENGTH = f"{STUDY}strengths/<uuid:part_id>/"
EARLIER = f"{STUDY}%s/<uuid:part_id>/earlier/"


def known_here(noun: str, kind: str) -> list[URLPattern]:
    """The addresses of work notes, and those of cues."""
    told, one = {"kind": kind}, f"{noun}/<uuid:thing_id>/"
    return [
        path(f"{noun}/", known.many, told, name=known.KINDS[kind].many),
        path(f"{noun}/new/", known.new, told, name=f"{kind}-new"),
        path(f"retrospectives/<uuid:study_id>/{noun}/new/", known.new, told, name=f"study-{kind}-new"),
        path(one, known.one, told, name=kind),
        path(f"{one}words/", known.words, told, name=f"{kind}-words"),
        path(f"{one}removal/", known.removal, told, name=f"{kind}-removal"),
        path(f"{one}offer/", known.offer, told, name=f"{kind}-offer"),
    ]


TALK = "retrospectives/<uuid:study_id>/conversations/<uuid:conversation_id>/work/"
STRUCTURE = "retrospectives/<uuid:study_id>/structure"

urlpatterns = [
    path(STUDY, study.analysis, name="analysis"),
    path(f"{STUDY}steps/", steps.steps, name="analysis-steps"),
    path(f"{STUDY}steps/<slug:key>/", steps.step, name="analysis-step"),
    path(f"{STUDY}components/<uuid:part_id>/", components.component, name="component"),
    path(f"{STUDY}components/<uuid:part_id>/removal/", components.removal, name="component-removal"),
    path(f"{STUDY}components/<uuid:part_id>/questions/", components.ask, name="component-questions"),
    *(path(f"{STUDY}{noun}/", study.add, {"noun": noun}, name=f"analysis-{noun}") for noun in NOUNS),
    *(path(f"{STUDY}{noun}/<uuid:part_id>/", study.part, {"noun": noun}, name=f"analysis-{noun}-one") for noun in ANEW),
    *(
        path(f"{STUDY}{noun}/<uuid:part_id>/removal/", study.removal, {"noun": noun}, name=f"analysis-{noun}-removal")
        for noun in [*ANEW, "looks"]
    ),
    path(f"{STRENGTH}credits/", credit.credits, name="strength-credits"),
    path(f"{STRENGTH}credits/<uuid:credit_id>/agreement/", credit.agreement, name="strength-credit-agreement"),
    path(f"{STRENGTH}credits/<uuid:credit_id>/declining/", credit.declining, name="strength-credit-declining"),
    path("retrospectives/<uuid:study_id>/questions/", questions.tree, name="study-questions"),
    path("retrospectives/<uuid:study_id>/work/", known.of_study, name="study-work"),
    path("retrospectives/<uuid:study_id>/patterns/", patterns.patterns, name="patterns"),
    path("retrospectives/<uuid:study_id>/patterns/note/", patterns.note, name="patterns-note"),
    *(path(EARLIER % noun, patterns.earlier, {"noun": noun}, name=f"{noun}-earlier") for noun in patterns.SEEN),
    *(
        path(
            f"{EARLIER % noun}<uuid:earlier_id>/removal/",
            patterns.earlier_removal,
            {"noun": noun},
            name=f"{noun}-earlier-removal",
        )
        for noun in patterns.SEEN
    ),
    path("factors/<slug:kind>/", gathered.factor_kind, name="factor-kind"),
    path("services/<slug:slug>/met/", gathered.service_met, name="service-met"),
    path(f"{STRUCTURE}.svg", structure.svg, name="structure-svg"),
    path(f"{STRUCTURE}/", structure.structure, name="structure"),
    path(f"{STRUCTURE}/chosen/", structure.chosen, name="structure-chosen"),
    path(f"{STRUCTURE}/kept/<slug:slug>/", kept_structure.compared, name="structure-kept"),
    path(f"{STRUCTURE}/kept/<slug:slug>/keeping/", kept_structure.keeping, name="structure-keeping"),
    path(f"{STRUCTURE}/kept/<slug:slug>/taking-back/", kept_structure.taking_back, name="structure-taking-back"),
    path(f"{STRUCTURE}/kept/<slug:slug>/beginning/", kept_structure.beginning, name="structure-beginning"),
    path("services/<slug:slug>/structure/", kept_structure.of_service, name="service-structure"),
    path(f"{STRUCTURE}/<structure:noun>/", structure.add, name="structure-add"),
    path(f"{STRUCTURE}/<structure:noun>/<uuid:id>/", structure.one, name="structure-one"),
    path(f"{STRUCTURE}/<structure:noun>/<uuid:id>/removal/", structure.removal, name="structure-removal"),
    path("questions/", questions.questions, name="questions"),
    path("questions/ask/", asking.ask, name="question-ask"),
    path("questions/<uuid:question_id>/", questions.question, name="question"),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="question-answer"),
    path("questions/<uuid:question_id>/next/", questions.next_question, name="question-next"),
    path("questions/<uuid:question_id>/following/", questions.following, name="question-following"),
    path("questions/<uuid:question_id>/letting-go/", questions.letting_go, name="question-letting-go"),
    path("questions/<uuid:question_id>/rest/", questions.rest, name="question-rest"),
    path("questions/<uuid:question_id>/opening/", questions.opening, name="question-opening"),
    path("questions/<uuid:question_id>/readers/", questions.readers, name="question-readers"),
    path("questions/<uuid:question_id>/place/", questions.place, name="question-place"),
    path("questions/<uuid:question_id>/ties/", questions.ties, name="question-ties"),
    path("questions/<uuid:question_id>/offer/", offers.question_offer, name="question-offer"),
    path("questions/<uuid:question_id>/words/", questions.words, name="question-words"),
    path("questions/<uuid:question_id>/removal/", questions.removal, name="question-removal"),
    *(pattern for noun, kind in (("work", "work-note"), ("cues", "cue")) for pattern in known_here(noun, kind)),
    path("work/<uuid:thing_id>/ways/", how_we_know.add, name="work-note-ways"),
    path("work/<uuid:thing_id>/ways/<uuid:way_id>/removal/", how_we_know.removal, name="work-note-way-removal"),
    path(TALK, from_talks.from_talk, name="from-talk"),
    path(f"{TALK}agreement/", from_talks.agreement, name="from-talk-agreement"),
    path(f"{TALK}<uuid:from_talk_id>/removal/", from_talks.removal, name="from-talk-removal"),
    path("offers/", offers.offers, name="offers"),
    path("offers/<uuid:offer_id>/removal/", offers.removal, name="offer-removal"),
    path("controls/", controls.controls, name="controls"),
    path("controls/<uuid:control_id>/", controls.control, name="control"),
    path("controls/<uuid:control_id>/exercises/", controls.exercises, name="control-exercises"),
    path(
        "controls/<uuid:control_id>/exercises/<uuid:exercise_id>/removal/",
        controls.exercise_removal,
        name="control-exercise-removal",
    ),
]
