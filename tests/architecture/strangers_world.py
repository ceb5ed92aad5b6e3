"""The world that strangers walk through: one of everything that can be kept from somebody, each with the same odd word in it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import begin_agreement, write_version
from secondstory.agreements.examples import Example
from secondstory.analysis.actions.credit import propose_credit
from secondstory.analysis.actions.cues import tell_cue
from secondstory.analysis.actions.offer_to_talk import offer_to_talk
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import Condition, Finding, Mystery, Strength, SystemicFactor, SystemPart, WorkNote
from secondstory.apprenticeship.actions.answer_exercise import answer_exercise
from secondstory.apprenticeship.actions.begin import begin_apprenticeship
from secondstory.apprenticeship.actions.fresh_eyes import keep_fresh_draft
from secondstory.apprenticeship.actions.give_feedback import give_feedback
from secondstory.apprenticeship.actions.mentor import agree_to_mentor, ask_mentor
from secondstory.apprenticeship.actions.notes import show_to_mentor, write_learner_note
from secondstory.apprenticeship.actions.teaching import tell_teaching
from secondstory.apprenticeship.queries import ThreeLines
from secondstory.bylines.actions.sign import sign
from secondstory.chat.models import ChatAccount
from secondstory.commons.actions.keep_list import add_to_list, begin_list
from secondstory.commons.actions.moderate import decide as decide_concern
from secondstory.commons.actions.moderate import tell_concern
from secondstory.commons.actions.open_question import open_question
from secondstory.commons.actions.read_together import begin_group, plan_reading, tell_influence
from secondstory.commons.actions.reword import reword_remark
from secondstory.commons.actions.say import open_topic, reply, say_about
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.commons.models import Moderator
from secondstory.evidence.actions.keep_copy import Brought, keep_copy, keep_private_copy
from secondstory.evidence.actions.keep_series import keep_series
from secondstory.hours.actions.keep import keep_own_time
from secondstory.hours.actions.tell import tell_time
from secondstory.incidents.models import Retrospective, Signal, StepWord
from secondstory.measures.actions.note_learned import note_learned
from secondstory.measures.actions.say_how_it_is import say_how_it_is
from secondstory.newsletter.actions.gather_issue import begin_issue, bring, make_ready
from secondstory.newsletter.actions.publish_issue import publish_due
from secondstory.newsletter.models import Editor, Follow
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import decide, redact, take_all
from secondstory.outside.actions.send_out import send_out
from secondstory.outside.queries import held, made_of
from secondstory.people.models import Person, RoleGrant, Service
from secondstory.playbook.models import ProcessVersion
from secondstory.practice.actions.propose import propose
from secondstory.practice.actions.report import tell_experience
from secondstory.procedures.actions.register import register
from secondstory.publishing.actions.help_others import offer_talk, write_for_newcomers
from secondstory.publishing.models import Publication
from secondstory.question_bank.actions.add_question import add_question
from secondstory.question_bank.actions.retire import retire
from secondstory.recommendations.actions.look_closely import look_closely
from secondstory.recommendations.actions.stuck import say_stuck
from secondstory.recommendations.actions.tell_effect import ask_again, tell_effect
from secondstory.recommendations.models import AboutElse, AskedToo, Recommendation
from secondstory.review.models import Comment, Round, SetAside
from secondstory.search.index import rebuild
from secondstory.timeline.actions.add_pasted import add_pasted
from secondstory.timeline.actions.known_gaps import complete_gap, tell_gap
from secondstory.timeline.models import Awareness, DecisionPoint, Dispute, Reference

SECRET = "zebrafish"


def with_own_step() -> ProcessVersion:
    """A version of the process to which the organization added a step. It is not the one in force."""
    first = ProcessVersion.objects.get(number=1)
    step = {"key": "own-support", "name": "Read to the support desk", "who": "facilitator", "good_enough": ["Read."]}
    data = first.data | {"stages": [*first.data["stages"], step | {"own": True}]}
    at = builders.NOON - timedelta(days=3650)
    return ProcessVersion.objects.create(name="Older", number=0, valid_from=at, data=data, is_built_in=True)


def build(cast: Cast) -> Cast:
    """A study in full swing, nothing of it shared beyond its own people, and lines for its author's or team's eyes."""
    builders.note(cast.ana, text=f"{SECRET} only me", audience="me")
    builders.note(cast.ana, text=f"{SECRET} my team", audience="team", team=cast.storage)
    Signal.objects.create(
        text=f"{SECRET} signal", seen_at=builders.NOON, reporter=cast.ana, audience="team", team=cast.storage
    )
    incident = builders.incident(cast.ana, f"{SECRET} incident", audience="team", team=cast.storage)
    study = builders.study(
        cast.ana, f"{SECRET} study", incident=incident, team=cast.storage, process_version=with_own_step()
    )
    StepWord.objects.create(retrospective=study, stage="own-support", said="done", text=f"{SECRET} step")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo, role_label=f"{SECRET} role")
    entry = builders.entry(study, f"{SECRET} entry")
    DecisionPoint.objects.create(
        retrospective=study, role_label=f"{SECRET} who", at=builders.NOON, choice=f"{SECRET} choice"
    )
    Awareness.objects.create(entry=entry, participant=study.participants.get(), learned_at=builders.NOON)
    Reference.objects.create(retrospective=study, title=f"{SECRET} reference", url=f"https://example.org/{SECRET}")
    keep_copy(study, Brought(f"{SECRET}.log", f"{SECRET} file".encode()), by=cast.ana)
    keep_private_copy(study, Brought(f"{SECRET} mine.log", f"{SECRET} private file".encode()), by=cast.bo)
    keep_series(study, f"Time,{SECRET}\n2026-03-02T12:00Z,1\n", by=cast.ana, title=f"{SECRET} graph")
    dispute = Dispute.objects.create(retrospective=study, question=f"{SECRET} dispute")
    dispute.entries.add(entry)
    builders.analysed(study)
    Strength.objects.create(retrospective=study, text=f"{SECRET} strength")
    finding = builders.finding(study, f"{SECRET} finding")
    Mystery.objects.create(retrospective=study, question=f"{SECRET} question", raised_by=cast.ana, created_by=cast.ana)
    known_here(study, cast)
    agreed(study, cast)
    lived(study, cast)
    idea = Recommendation.objects.create(retrospective=study, title=f"{SECRET} recommendation", created_by=cast.ana)
    idea.traces.create(finding=finding)
    document = builders.write_up(study, summary=f"{SECRET} summary", analysis=f"{SECRET} prose")
    round_ = Round.objects.create(retrospective=study, opened_at=builders.NOON, closes_not_before=builders.NOON)
    Comment.objects.create(
        round=round_, section=document.sections.first(), kind="clarify", text=f"{SECRET} comment", created_by=cast.ana
    )
    builders.ready_to_finalize(
        builders.study(cast.ana, f"{SECRET} unpublished", incident=incident), facilitator=cast.ana, reviewer=cast.bo
    )
    of_the_same(cast, study)
    carried_on(cast, study)
    beside_a_text(cast)
    learning(study, cast)
    talked_over(study, cast)
    near_the_end(study, cast)
    gathered(cast)
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    for role in ("leader", "steward", "process_owner"):
        RoleGrant.objects.create(person=dee, role=role)
    add_question(
        f"What about the {SECRET} bank?", purpose="cues", surfaces=["A", "I", "X"], team=cast.storage, by=cast.ana
    )
    retire("Q-011", because=f"{SECRET} reason", team=cast.storage, by=cast.ana)
    rebuild()
    return cast


def known_here(study: Retrospective, cast: Cast) -> None:
    """What is told of the work, for the study alone; and two things that everybody here reads, whose roots they do not."""
    note = tell_work_note(
        f"{SECRET} topic",
        f"{SECRET} done",
        by=cast.bo,
        study=study,
        audience="group",
        themes=[f"{SECRET} theme"],
        artefacts=[("script", f"{SECRET}.py")],
    )
    offer_to_talk(note, f"{SECRET} offer", by=cast.bo)
    tell_cue(f"{SECRET} cue", by=cast.bo, study=study, audience="group", tells=f"{SECRET} tells")
    tell_work_note("What everybody reads", "One waits.", by=cast.bo, study=study)
    tell_work_note(f"{SECRET} topic of a team", "One waits.", by=cast.bo, audience="team")
    add_pasted(study, text=f"2026-03-02 12:01 UTC {SECRET} pasted\n{SECRET}", source=f"{SECRET} source", by=cast.ana)
    complete_gap(tell_gap(study, f"{SECRET} missing", by=cast.ana), f"{SECRET} found", by=cast.ana)
    part = SystemPart.objects.create(retrospective=study, name=f"{SECRET} part")
    opened = raise_mystery(
        "What everybody may know?",
        by=cast.bo,
        place=f"/retrospectives/{study.pk}/timeline/",
        quote=f"{SECRET} quote",
        part=part,
        audience="organization",
    )
    offer_to_talk(opened, "something open", by=cast.bo)
    propose_credit(Strength.objects.get(text__startswith=SECRET), study.participants.get(), by=cast.ana)


def agreed(study: Retrospective, cast: Cast) -> None:
    """A draft, one for its team, and one that everybody here reads, whose example they do not."""
    for audience in ("", "team", "organization"):
        said = "What everybody reads" if audience == "organization" else f"{SECRET} {audience or 'draft'}"
        version = begin_agreement(
            said,
            said,
            by=cast.ana,
            teams=[cast.storage],
            look_again_on=date(2199, 1, 1),
            examples=[Example(study_id=study.pk, shows=f"{SECRET} shows")],
        )
        review_version(version, is_so=True, text=f"{SECRET} review", by=cast.bo)
        if audience:
            publish_version(version, by=cast.ana, audience=audience)
    write_version(
        version.agreement, f"{SECRET} next", f"{SECRET} next", by=cast.bo, look_again_on=date(2199, 1, 1), why=SECRET
    )


def lived(study: Retrospective, cast: Cast) -> None:
    """A proposal that everybody here reads, shown by a study that they do not; and what Ana told of that study."""
    propose("Ask less", "It takes long.", by=cast.ana, way="drop", studies=[study.pk])
    tell_experience(by=cast.ana, way="keep", worked="The review.", stage="review", study=study)


def of_the_same(cast: Cast, study: Retrospective) -> None:
    """Cy leads a study that met what Ana's met, at the same service, and is linked to it."""
    service = Service.objects.create(name="Uploads", slug="storage")
    factor = SystemicFactor.objects.create(retrospective=study, kind="culture", text=f"{SECRET} factor")
    condition = Condition.objects.create(retrospective=study, text=f"{SECRET} condition")
    hers = builders.study(
        cast.cy, "Hers", incident=builders.incident(cast.cy, "Hers, too", audience="team", team=cast.billing)
    )
    for one in (study, hers):
        one.incident.services.add(service)
    builders.assessment(hers, control=study.controlassessments.get().control)
    SystemicFactor.objects.create(retrospective=hers, kind="culture", text="Silence.").seen_before.add(factor)
    Condition.objects.create(retrospective=hers, text="It was night.").seen_before.add(condition)


def carried_on(cast: Cast, study: Retrospective) -> None:
    """What was done about the control that Cy's study met, too, and what is stuck about it."""
    found = Finding.objects.create(
        retrospective=study, kind="control", summary=f"{SECRET} late", assessment=study.controlassessments.get()
    )
    for status in ("done", "planned"):
        it = builders.recommendation(study, f"{SECRET} {status}", status=status, owner=cast.bo)
        it.traces.create(finding=found)
    say_stuck(it, f"{SECRET} weeks", asked=cast.ana, by=cast.bo)
    rule = builders.recommendation(
        study, f"{SECRET} rule", status="done", kind="process", strategy="add", owner=cast.bo
    )
    rule.traces.create(finding=found)
    procedure = register(
        "What everybody reads",
        "Two look.",
        by=cast.bo,
        since=date(2024, 1, 1),
        teams=[cast.storage],
        url="https://example.org/rule",
        recommendation=rule,
    )
    tell_work_note(f"{SECRET} of a rule", SECRET, by=cast.bo, study=study, audience="group", procedure=procedure.url)


def beside_a_text(cast: Cast) -> None:
    """A text published to Ana's team, about the service that everybody sees."""
    incident = builders.incident(cast.ana, f"{SECRET} of the team", audience="team", team=cast.storage)
    incident.services.add(Service.objects.get(slug="storage"))
    text = builders.publication(
        cast.ana, f"{SECRET} text", audience="team", team=cast.storage, incident=incident, texts={"summary": SECRET}
    )
    offer_talk(text, f"{SECRET} talk", f"{SECRET} weekly", by=cast.ana)
    Follow.objects.create(person=cast.cy, publication=text, how="page")  # since before it was closed to her
    sign(text, did=f"{SECRET} did", by=cast.ana)
    told_outside(cast, text.retrospective)
    write_for_newcomers(text, Service.objects.get(slug="storage"), f"{SECRET} first week", by=cast.ana)
    for by, readers in ((cast.ana, "me"), (cast.bo, "readers"), (cast.bo, "nameless"), (cast.bo, "me")):
        note_learned(text, by=by, takes=f"{SECRET} note", not_understood=f"{SECRET} why", readers=readers)
    say_how_it_is(cast.storage, "signals", f"{SECRET} really", f"{SECRET} trying", by=cast.ana)


def learning(study: Retrospective, cast: Cast) -> None:
    """Ana learns to lead, and Bo walks along with her."""
    own = begin_apprenticeship(by=cast.ana)
    along = agree_to_mentor(ask_mentor(own, cast.bo, by=cast.ana), by=cast.bo)
    write_learner_note(own, "before", f"{SECRET} to myself", study=study, by=cast.ana)
    show_to_mentor(write_learner_note(own, "after", f"{SECRET} to Bo", study=study, by=cast.ana), by=cast.ana)
    give_feedback(along, study, ThreeLines(f"{SECRET} keep", f"{SECRET} try", f"{SECRET} question"), by=cast.bo)
    answer_exercise("a-question-that-opens", text=f"{SECRET} answer", by=cast.ana)
    tell_teaching("talk", f"{SECRET} taught", by=cast.ana, day=date(2026, 3, 2), team=cast.storage)
    keep_fresh_draft("surprised", f"{SECRET} draft", by=cast.ana)


def talked_over(study: Retrospective, cast: Cast) -> None:
    """Beside the team's text, a question and in a topic of the team; and on what everybody here reads, whose parts they
    do not: a list, a reading, and what was hidden or taken back."""
    text = Publication.objects.get(title__startswith=SECRET)
    said = say_about(text, f"{SECRET} said. {SECRET} asked?", by=cast.ana)
    reword_remark(said, f"{SECRET} said differently. {SECRET} asked?", by=cast.ana)
    reply(said, f"{SECRET} answer", by=cast.bo)
    open_question(said, by=cast.bo)
    say_about(Mystery.objects.filter(question__startswith=SECRET).first(), f"{SECRET} beside a question", by=cast.ana)
    open_topic(f"{SECRET} topic", f"{SECRET} of the team", by=cast.ana, audience="team", team=cast.storage)
    begin_list(f"{SECRET} own list", by=cast.ana)
    everybodys = begin_list("What everybody reads", by=cast.ana, audience="organization")
    add_to_list(everybodys, by=cast.ana, address=f"/library/{text.slug}/", why=f"{SECRET} why")
    add_to_list(everybodys, by=cast.ana, title="A work")
    begin_group(f"{SECRET} group", by=cast.ana, audience="team", team=cast.storage)
    group = begin_group("What everybody joins", by=cast.ana)
    read = plan_reading(group, by=cast.ana, at=builders.NOON, address=f"/library/{text.slug}/")
    tell_influence(
        say_about(read, "What everybody notes.", by=cast.ana),
        f"/retrospectives/{study.pk}/",
        by=cast.ana,
        shows=f"{SECRET} led",
    )
    withdraw_remark(say_about("drift", f"{SECRET} taken back", by=cast.ana), by=cast.ana)
    Moderator.objects.create(person=cast.bo)
    Moderator.objects.create(person=cast.ana)
    tell_concern(said, f"{SECRET} concern", by=cast.bo)
    hidden = open_topic(f"{SECRET} hidden topic", f"{SECRET} hidden", by=cast.ana, audience="team", team=cast.storage)
    decide_concern(hidden, "hidden", f"{SECRET} reason", by=cast.bo)


def told_outside(cast: Cast, study: Retrospective) -> None:
    """A version of it that went out without the word, the next one as it is prepared, and what it took."""
    builders.participant(study, cast.bo, role_label=f"{SECRET} keeper")
    version = begin_version(study, by=cast.ana)
    take_all(version, by=cast.ana)
    redact(version, SECRET, by=cast.ana)
    say_seen(version, seen=made_of(held(version)).sha256, by=cast.bo)
    send_out(version, by=cast.ana)
    following = begin_version(study, by=cast.ana)
    decide(following.redactions.get(phrase=SECRET), "left", because=f"{SECRET} reason", by=cast.ana)
    tell_time(study, {"analysis": 3}, enough=f"{SECRET} enough", by=cast.ana)
    keep_own_time(date(2026, 3, 2), "analysis", 2, f"{SECRET} hours", by=cast.ana)


def near_the_end(study: Retrospective, cast: Cast) -> None:
    """What is left and by whose choice, what those close to the work said of ideas, and what came of one of them."""
    SetAside.objects.create(
        retrospective=study,
        kind="questions",
        what=f"{SECRET} left",
        chosen_by=f"{SECRET} chooser",
        again_when=f"{SECRET} again",
    )
    idea = Recommendation.objects.get(title=f"{SECRET} recommendation")
    look_closely(idea, "needs_change", f"{SECRET} close", team=cast.storage, by=cast.bo)
    AboutElse.objects.create(recommendation=idea, title=idea.title, reason=f"{SECRET} stays", created_by=cast.ana)
    sign(idea, did=f"{SECRET} idea", by=cast.ana)
    done = Recommendation.objects.get(title=f"{SECRET} done")
    tell_effect(done, "partly", f"{SECRET} effect", evidence_url=f"https://example.org/{SECRET}-effect", by=cast.bo)
    ask_again(done, timezone.localdate() + timedelta(days=30), by=cast.bo)
    hers = Retrospective.objects.get(title="Hers")
    AskedToo.objects.create(
        retrospective=hers, recommendation=done, title="Hers asks, too", finding=builders.finding(hers)
    )
    AskedToo.objects.create(
        retrospective=study,
        recommendation=builders.recommendation(hers, "What hers asked first", status="planned"),
        title=f"{SECRET} asks, too",
        why=f"{SECRET} asks because",
        finding=builders.finding(study, f"{SECRET} asks from"),
    )


def gathered(cast: Cast) -> None:
    """An issue that everybody here reads, and the next one, which those who gather it read (Dee keeps the house); of what
    both bring, some may not be read by them. And what Ana alone follows and writes from."""
    Editor.objects.create(person=cast.ana)
    text = Publication.objects.get(title=f"{SECRET} text")
    note = WorkNote.objects.get(topic=f"{SECRET} topic of a team")
    for told in ("What everybody gets", "What is gathered"):
        issue = begin_issue(told, timezone.localdate(), by=cast.ana)
        issue.items.all().delete()
        for thing in (f"publication:{text.pk}", f"work_note:{note.pk}"):
            bring(issue, thing, words=f"{SECRET} editor", by=cast.ana)
        if told == "What everybody gets":
            make_ready(issue, by=cast.ana)
            publish_due()
    Follow.objects.create(person=cast.ana, theme=f"{SECRET} theme", how="page")
    Follow.objects.create(person=cast.ana, publication=text, how="page")
    ChatAccount.objects.create(person=cast.ana, system="slack", workspace=f"{SECRET} inc", account=f"{SECRET} ana")
