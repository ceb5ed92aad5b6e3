from __future__ import annotations

from django.urls import path

from secondstory.newsletter.views import following

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
    path("mail/stop/<str:token>/", following.stop, name="stop-mails"),
]
