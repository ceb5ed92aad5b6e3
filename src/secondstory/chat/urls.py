from __future__ import annotations

from django.urls import path

from secondstory.chat import views

urlpatterns = [
    path("chat/slack/", views.slack, name="chat-slack"),
    path("chat/messages/", views.other, name="chat-messages"),
    path("chat/accounts/", views.accounts, name="chat-accounts"),
    path("chat/accounts/<uuid:chat_account_id>/removal/", views.unlink, name="chat-account-removal"),
    path("chat/link/<str:word>/", views.link, name="chat-link"),
]
