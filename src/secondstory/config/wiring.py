"""Who listens to which journal event, who answers which guard, who says what in the rail. The one list of it."""

from __future__ import annotations

from secondstory.agreements import asking as agreements_asking
from secondstory.agreements import findable as agreements
from secondstory.agreements import leads as agreements_leads
from secondstory.analysis import guards as analysis
from secondstory.analysis import rail as analysis_rail
from secondstory.analysis.before_and_since import also_changes
from secondstory.analysis.beside_question import also_says
from secondstory.analysis.offered_elsewhere import also_offered
from secondstory.analysis.patterns import also_tells
from secondstory.analysis.places import carries_questions
from secondstory.apprenticeship import asking as apprenticeship_asking
from secondstory.apprenticeship import sealing as apprenticeship_sealing
from secondstory.apprenticeship.on_service import shelves as teaching_on_service
from secondstory.apprenticeship.queries import with_fresh_eyes
from secondstory.bylines import shown as bylines_shown
from secondstory.commons import asking as commons_asking
from secondstory.commons import beside as commons_beside
from secondstory.commons import findable as commons
from secondstory.commons import leads
from secondstory.commons.influenced import may_lead_to
from secondstory.evidence import contents as evidence
from secondstory.evidence.openers import opened_by
from secondstory.firsthand import guards as firsthand
from secondstory.firsthand import openers as firsthand_openers
from secondstory.firsthand import rail as firsthand_rail
from secondstory.firsthand import sealing as firsthand_sealing
from secondstory.firsthand.quoted import when_withdrawn
from secondstory.guide.beside import about as guide_about
from secondstory.hours import shown as hours_shown
from secondstory.importers import beside as importers_beside
from secondstory.incidents import guards as incidents
from secondstory.incidents import rail_sources as incidents_rail
from secondstory.incidents.rail import source
from secondstory.journal.listeners import listen
from secondstory.measures import asking as measures_asking
from secondstory.measures.beside import learned as learned_from_text
from secondstory.newsletter import asking as newsletter_asking
from secondstory.newsletter import following_mail, issue_mail
from secondstory.newsletter.actions.publish_issue import ISSUE
from secondstory.newsletter.views import following
from secondstory.notify.outbox import composes, gathers
from secondstory.organization import beside_stage
from secondstory.organization.beside_service import stands_beside
from secondstory.outside import asking as outside_asking
from secondstory.outside import findable as outside
from secondstory.outside.queries import address_in_place_of, stands_outside
from secondstory.playbook.guards import answers
from secondstory.practice import asking as practice_asking
from secondstory.practice.beside_stage import told_of_stages
from secondstory.procedures.asking import done_as_a_rule
from secondstory.publishing import rail as publishing_rail
from secondstory.publishing.asking_about import study_of as study_of_publication
from secondstory.publishing.asks import also_asks
from secondstory.publishing.findable import everything as findable
from secondstory.publishing.instead_outside import leads_outside, stands_instead
from secondstory.publishing.on_service import shelves as texts_on_service
from secondstory.publishing.own_offers import own as own_offers
from secondstory.publishing.past_texts import published_texts
from secondstory.recommendations import guards as recommendations
from secondstory.recommendations import rail as recommendations_rail
from secondstory.recommendations import shown as recommendations_shown
from secondstory.recommendations.known_before import open_before
from secondstory.recommendations.strengthening import strengthens
from secondstory.review import guards as review
from secondstory.review import margin as review_margin
from secondstory.review import rail as review_rail
from secondstory.review.listeners import close_rounds_left_open
from secondstory.review.withdrawn_quotes import amend
from secondstory.search.background import follow
from secondstory.timeline import guards as timeline
from secondstory.timeline import rail as timeline_rail
from secondstory.ui.beside import stands_beside as stands_on
from secondstory.ui.help import helps
from secondstory.ui.onward import leads_on_from
from secondstory.vault.holders import holds
from secondstory.wording.past import reads
from secondstory.writeup import guards as writeup
from secondstory.writeup import margin as writeup_margin
from secondstory.writeup import rail as writeup_rail


def connect() -> None:
    """Called once, when every package is loaded."""
    answers(
        {
            "facilitator_set": incidents.facilitator_set,
            "conflict_answered": incidents.conflict_answered,
            "focus_stated": incidents.focus_stated,
            "audience_set": incidents.audience_set,
            "all_invited": incidents.all_invited,
            "quotes_approved": firsthand.quotes_approved,
            "has_entry": timeline.has_entry,
            "has_loss": analysis.has_loss,
            "has_control": analysis.has_control,
            "kinds_visited": analysis.kinds_visited,
            "has_strength": analysis.has_strength,
            "controls_explained": analysis.controls_explained,
            "not_all_held": analysis.not_all_held,
            "recommendations_whole": recommendations.recommendations_whole,
            "has_sections": writeup.has_sections,
            "summary_last": writeup.summary_last,
            "questions_listed": writeup.questions_listed,
            "wording_answered": writeup.wording_answered,
            "round_long_enough": review.round_long_enough,
            "comments_answered": review.comments_answered,
            "changes_ticked": review.changes_ticked,
            "audience_confirmed": review.audience_confirmed,
            "two_say_complete": review.two_say_complete,
        }
    )
    source("capture", incidents_rail.CAPTURE)
    source("accounts", firsthand_rail.SOURCE)
    source("timeline", timeline_rail.SOURCE)
    source("analysis", analysis_rail.SOURCE)
    source("recommendations", recommendations_rail.SOURCE)
    source("review", review_rail.REVIEW)
    source("published", publishing_rail.PUBLISHED)
    source("writeup", writeup_rail.SOURCE)
    also_tells(open_before)
    also_changes(strengthens)
    writeup_margin.connect(review_margin.margin)
    firsthand_sealing.holders()
    when_withdrawn(amend)
    reads(published_texts)
    opened_by(firsthand_openers.opens)
    carries_questions("publication", "the published text", study_of_publication)
    findable.connect(agreements.FINDABLE, commons.FINDABLE_REMARKS, commons.FINDABLE_LISTS, commons.FINDABLE_GROUPS)
    leads_on_from("publication", commons_beside.of_publication)
    leads_on_from("idea", commons_beside.of_idea)
    leads_on_from("case", commons_beside.of_case)
    leads_on_from("question", commons_beside.of_question)
    leads_on_from("recommendation", commons_beside.of_recommendation)
    leads_on_from("agreement", commons_beside.of_agreement)
    leads_on_from("library", commons_beside.of_library)
    may_lead_to("study", leads.STUDY)
    may_lead_to("publication", leads.TEXT)
    may_lead_to("recommendation", leads.RECOMMENDATION)
    may_lead_to("agreement", agreements_leads.AGREEMENT)
    findable.connect(agreements.FINDABLE, outside.FINDABLE)
    stands_instead(stands_outside)
    stands_on("better", recommendations_shown.better)
    stands_on("signed", bylines_shown.bylines)
    stands_on("signed-outside", bylines_shown.outside)
    stands_on("study", hours_shown.of_study)
    stands_on("choosing a facilitator", hours_shown.choosing)
    leads_outside(address_in_place_of)
    also_asks(outside_asking.CONSENT, outside_asking.to_answer, outside_asking.consent_line)
    also_asks(agreements_asking.REVIEW, agreements_asking.to_review, agreements_asking.review_line)
    also_asks(agreements_asking.AGAIN, agreements_asking.to_look_at, agreements_asking.again_line)
    also_asks(measures_asking.REGISTER, measures_asking.to_register, measures_asking.register_line)
    also_asks(apprenticeship_asking.MENTOR, apprenticeship_asking.to_agree, apprenticeship_asking.agree_line)
    also_asks(apprenticeship_asking.FRESH, apprenticeship_asking.to_wonder, apprenticeship_asking.wonder_line)
    also_says(with_fresh_eyes)
    apprenticeship_sealing.holders()
    also_asks(commons_asking.MODERATE, commons_asking.to_moderate, commons_asking.moderate_line)
    also_asks(commons_asking.AGAIN, commons_asking.to_show_again, commons_asking.again_line)
    also_asks(commons_asking.HIDDEN, commons_asking.to_see, commons_asking.hidden_line)
    also_offered(own_offers)
    stands_beside(texts_on_service)
    helps(guide_about)
    stands_on("recommendation", done_as_a_rule)
    for word, waiting, line in practice_asking.LINES:
        also_asks(word, waiting, line)
    beside_stage.stands_beside(told_of_stages)
    stands_on("gathering", importers_beside.bring_in)
    stands_on("team", following.beside_team)
    stands_on("service", following.beside_service)
    stands_on("text", following.beside_text)
    stands_on("under-text", learned_from_text)
    stands_on("question", following.beside_question)
    stands_on("theme", following.beside_theme)
    stands_on("factor", following.beside_factor)
    gathers(following_mail.gather)
    composes(following_mail.AT_ONCE, following_mail.at_once)
    composes(following_mail.WEEKLY, following_mail.weekly)
    composes(ISSUE, issue_mail.compose)
    also_asks(newsletter_asking.DUE, newsletter_asking.due, newsletter_asking.line)
    stands_beside(teaching_on_service)
    holds("evidence.sealedcontent", "sealed_data", evidence.about_sealed, "copy__owner_id")
    listen("study.moved", close_rounds_left_open)
    listen("*", follow)
