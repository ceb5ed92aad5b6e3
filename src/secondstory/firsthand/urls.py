from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from secondstory.firsthand.views import accounts, files, mine, sharing, talks

of_entry = [
    path("", mine.entry, name="my-account-entry"),
    path("removal/", mine.removal, name="my-account-entry-removal"),
    path("return/", mine.coming_back, name="my-account-entry-return"),
    path("rung/", sharing.entry_rung, name="my-account-entry-rung"),
    path("keeping/", sharing.entry_keeping, name="my-account-entry-keeping"),
    path("files/", files.files, name="my-account-entry-files"),
    path("offer/", accounts.offering, name="my-account-entry-offer"),
]
of_study: list[URLPattern | URLResolver] = [
    path("accounts/", accounts.accounts, name="study-accounts"),
    path("accounts/mine/", mine.mine, name="my-account"),
    path("accounts/mine/as-markdown/", mine.as_markdown, name="my-account-markdown"),
    path("accounts/mine/entries/", mine.entries, name="my-account-entries"),
    path("accounts/mine/entries/<uuid:entry_id>/", include(of_entry)),
    path("accounts/mine/rung/", sharing.rung, name="my-account-rung"),
    path("accounts/mine/withdrawal/", sharing.withdrawal, name="my-account-withdrawal"),
    path("accounts/mine/return/", sharing.return_, name="my-account-return"),
    path("accounts/to-myself/<slug:about>/", accounts.to_myself, name="note-to-myself"),
    path("accounts/<uuid:account_id>/", accounts.account, name="account"),
    path("accounts/entries/<uuid:entry_id>/quote/", accounts.asking, name="account-entry-quote"),
    path("quotes/<uuid:quote_id>/", accounts.quote, name="quote"),
    path("conversations/", talks.conversations, name="conversations"),
    path("conversations/wish/", talks.wish, name="conversation-wish"),
    path("conversations/off-record/", talks.off_the_record, name="off-record"),
    path("conversations/<uuid:conversation_id>/", talks.conversation, name="conversation"),
]
urlpatterns = [
    path("my-accounts/", accounts.my_accounts, name="my-accounts"),
    path("retrospectives/<uuid:study_id>/", include(of_study)),
]
