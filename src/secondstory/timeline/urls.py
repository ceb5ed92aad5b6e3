from __future__ import annotations

from django.urls import include, path

from secondstory.timeline.views import decisions, disputes, entries, known_gaps, page, paste, references, tellings, then

of_study = [
    path("", page.timeline, name="timeline"),
    path("zone/", page.zone, name="timeline-zone"),
    path("reading/", paste.reading, name="timeline-reading"),
    path("pasted/", paste.pasted, name="timeline-pasted"),
    path("then/", then.then, name="timeline-then"),
    path("then/step/", then.step, name="timeline-then-step"),
    path("decisions/", decisions.decisions, name="decision-points"),
    path("decisions/<uuid:decision_point_id>/", decisions.decision_point, name="decision-point"),
    path("decisions/<uuid:decision_point_id>/withdrawal/", decisions.withdrawal, name="decision-point-withdrawal"),
    path("entries/", entries.entries, name="entries"),
    path("entries/agreement/", entries.agreements, name="entries-agreement"),
    path("entries/<uuid:entry_id>/", entries.entry, name="entry"),
    path("entries/<uuid:entry_id>/agreement/", entries.agreement, name="entry-agreement"),
    path("entries/<uuid:entry_id>/place/", entries.place, name="entry-place"),
    path("entries/<uuid:entry_id>/withdrawal/", entries.withdrawal, name="entry-withdrawal"),
    path("entries/<uuid:entry_id>/awareness/", entries.awareness, name="entry-awareness"),
    path("entries/<uuid:entry_id>/references/", entries.sources, name="entry-references"),
    path("tellings/<uuid:told_id>/", tellings.placement, name="telling-place"),
    path("references/", references.references, name="references"),
    path("references/graphs/", references.graphs, name="reference-graphs"),
    path("references/<uuid:reference_id>/copy/", references.copy, name="reference-copy"),
    path("references/<uuid:reference_id>/copy/removal/", references.copy_removal, name="reference-copy-removal"),
    path("references/<uuid:reference_id>/link/", references.link, name="reference-link"),
    path("gaps/", known_gaps.known_gaps, name="known-gaps"),
    path("gaps/<uuid:known_gap_id>/", known_gaps.known_gap, name="known-gap"),
    path("gaps/<uuid:known_gap_id>/reopening/", known_gaps.reopening, name="known-gap-reopening"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/<uuid:dispute_id>/", disputes.dispute, name="dispute"),
    path("disputes/<uuid:dispute_id>/versions/", disputes.versions, name="dispute-versions"),
    path("disputes/<uuid:dispute_id>/explanation/", disputes.explanation, name="dispute-explanation"),
    path("disputes/<uuid:dispute_id>/standing/", disputes.standing, name="dispute-standing"),
]
urlpatterns = [path("retrospectives/<uuid:study_id>/timeline/", include(of_study))]
