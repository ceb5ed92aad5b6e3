from __future__ import annotations

from django.urls import path

from secondstory.newsletter.views import desk, following, newsletter

DRAFT = "newsletter/desk/<uuid:issue_id>/"

urlpatterns = [
    path("following/", following.following, name="following"),
    path("following/teams/<slug:at>/", following.subject, {"word": "team"}, name="follow-team"),
    path("following/services/<slug:at>/", following.subject, {"word": "service"}, name="follow-service"),
    path("following/texts/<slug:at>/", following.subject, {"word": "text"}, name="follow-text"),
    path("following/questions/<uuid:at>/", following.subject, {"word": "question"}, name="follow-question"),
    path("following/named/<uuid:at>/", following.subject, {"word": "author"}, name="follow-author"),
    path("following/themes/<path:at>/", following.subject, {"word": "theme"}, name="follow-theme"),
    path("following/factors/<slug:at>/", following.subject, {"word": "factor"}, name="follow-factor"),
    path("following/<uuid:follow_id>/removal/", following.removal, name="follow-removal"),
    path("newsletter/", newsletter.about, name="newsletter"),
    path("newsletter/feed.atom", newsletter.feed, name="newsletter-feed"),
    path("newsletter/sign-up/", newsletter.signing_up, name="newsletter-sign-up"),
    path("newsletter/sign-off/", newsletter.signing_off, name="newsletter-sign-off"),
    path("newsletter/<int:number>/", newsletter.issue, name="issue"),
    path("newsletter/desk/", desk.desk, name="newsletter-desk"),
    path("newsletter/desk/begin/", desk.begin, name="issue-begin"),
    path("newsletter/desk/rhythm/", desk.rhythm, name="newsletter-rhythm"),
    path("newsletter/desk/editors/", desk.editors, name="newsletter-editors"),
    path("newsletter/desk/editors/<uuid:person_id>/removal/", desk.editor_removal, name="newsletter-editor-removal"),
    path(DRAFT, desk.draft, name="issue-draft"),
    path(f"{DRAFT}items/", desk.items, name="issue-items"),
    path(f"{DRAFT}items/<uuid:item_id>/", desk.item, name="issue-item"),
    path(f"{DRAFT}ready/", desk.ready, name="issue-ready"),
    path(f"{DRAFT}taking-back/", desk.not_ready, name="issue-not-ready"),
    path(f"{DRAFT}removal/", desk.removal, name="issue-removal"),
    path("mail/stop/<str:token>/", following.stop, name="stop-mails"),
]
