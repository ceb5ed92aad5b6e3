from __future__ import annotations

from django.urls import path

from secondstory.review.views import edition, review

REVIEW = "retrospectives/<uuid:study_id>/review/"
EDITION = "retrospectives/<uuid:study_id>/edition/"

urlpatterns = [
    path(REVIEW, review.review, name="review"),
    path(f"{REVIEW}rounds/", review.rounds, name="review-rounds"),
    path(f"{REVIEW}invitations/", review.invitations, name="review-invitations"),
    path(f"{REVIEW}ready/", review.ready, name="review-ready"),
    path(f"{REVIEW}reading/", review.reading, name="review-reading"),
    path(f"{REVIEW}comments/", review.comments, name="review-comments"),
    path(f"{REVIEW}comments/<uuid:comment_id>/outcome/", review.outcome, name="comment-outcome"),
    path(f"{REVIEW}comments/<uuid:comment_id>/from-today/", review.from_today, name="comment-from-today"),
    path(f"{REVIEW}changes/", review.changes, name="review-changes"),
    path(f"{REVIEW}changes/<uuid:change_id>/tick/", review.tick, name="review-change-tick"),
    path(f"{REVIEW}closing/", review.closing, name="review-closing"),
    path(EDITION, edition.edition, name="edition"),
    path(f"{EDITION}audience/", edition.audience, name="edition-audience"),
    path(f"{EDITION}completions/", edition.completions, name="edition-completions"),
    path(f"{EDITION}set-aside/<str:kind>/", edition.aside, name="edition-set-aside"),
    path(f"{EDITION}finalization/", edition.finalization, name="edition-finalization"),
    path(f"{EDITION}amendments/", edition.amendments, name="edition-amendments"),
    path(f"{EDITION}amendments/<uuid:amendment_id>/decision/", edition.decision, name="amendment-decision"),
]
