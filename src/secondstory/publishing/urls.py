from __future__ import annotations

from django.urls import path

from secondstory.publishing.views import asking, digest, feeds, helping, home, keeping, library, search

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("digest/", digest.page, name="digest"),
    path("library/", library.shelves, name="library"),
    path("library/feed.atom", feeds.library_feed, name="library-feed"),
    path("library/subscribe/", feeds.subscribe, name="subscribe"),
    path("library/subscribe/key/", feeds.new_key, name="feed-key"),
    path("library/<slug:slug>/", library.publication, name="publication"),
    path("library/<slug:slug>/invitation/", asking.invitation, name="invitation-to-ask"),
    path("library/<slug:slug>/invitation/removal/", asking.no_invitation, name="no-invitation-to-ask"),
    path("library/<slug:slug>/talk/", helping.talk, name="talk"),
    path("library/<slug:slug>/newcomers/", helping.for_newcomers, name="for-newcomers"),
    path("library/talks/<uuid:talk_id>/removal/", helping.no_talk, name="no-talk"),
    path("library/newcomers/<uuid:newcomers_id>/removal/", helping.not_for_newcomers, name="not-for-newcomers"),
    path("library/<slug:slug>/edition.json", library.frozen, name="frozen-edition"),
    path("teams/<slug:slug>/feed.atom", feeds.team_feed, name="team-feed"),
    path("retrospectives/<uuid:study_id>/publication/", keeping.of_study, name="publication-of-study"),
    path("retrospectives/<uuid:study_id>/publication/audience/", keeping.audience, name="publication-audience"),
    path(
        "retrospectives/<uuid:study_id>/publication/announcement/",
        keeping.announcement,
        name="publication-announcement",
    ),
    path("retrospectives/<uuid:study_id>/publication/withdrawal/", keeping.withdrawal, name="publication-withdrawal"),
]
