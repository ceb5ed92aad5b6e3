"""What was shared with whoever looks: the accounts of a study, one account, and words asked for as quotes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.firsthand.actions.private_note import write_to_oneself
from secondstory.firsthand.actions.quotes import (
    approve_quote,
    ask_quote,
    decline_quote,
    drop_quote,
    offer_quote,
    withdraw_quote,
)
from secondstory.firsthand.as_markdown import tellings_as_markdown
from secondstory.firsthand.forms import PrivateNoteForm, QuoteForm
from secondstory.firsthand.models import Account, AccountEntry, PrivateNote, Quote
from secondstory.firsthand.policies import can_ask_for_quote
from secondstory.firsthand.queries import (
    own_account,
    private_notes,
    quotes_asked,
    talks,
    tellings,
    tellings_of,
)
from secondstory.firsthand.views.frame import mine_in, my_entry, my_part, private, show, study_for, to
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_analyse, can_facilitate
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me

STAGE = "accounts"
# The parts of the write-up a quote can stand in (writeup/anatomy.py lies above this step and is tested against these).
PARTS = (
    ("impact", "Impact"),
    ("timeline", "Timeline"),
    ("went_well", "What went well"),
    ("could_be_better", "What could be better"),
    ("analysis", "Analysis"),
    ("open_questions", "Open questions"),
)


@private
@require_GET
def accounts(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """One's own account, what others shared with oneself, conversations, and notes to oneself."""
    return _accounts(request, get_study(me(request), study_id))


def _accounts(
    request: HttpRequest, study: Retrospective, *, typed: tuple[str, PrivateNoteForm] | None = None
) -> HttpResponse:
    """``typed`` is a note to oneself that could not be kept, with the sentence why."""
    user = me(request)
    told: dict[UUID, list[object]] = {}
    for one in tellings(study, user):
        told.setdefault(one.account_id, []).append(one)
    mine = mine_in(request, study)
    context = frame(study, current=STAGE) | {
        "mine": mine,
        "part": my_part(request, study),
        "shared": [those for account_id, those in told.items() if mine is None or account_id != mine.pk],
        "talks": talks(study, user),
        "quotes": [q for q in quotes_asked(study, user) if q.quote.state in (Quote.State.ASKED, Quote.State.APPROVED)],
        "is_facilitator": can_facilitate(study, user),
        "to_myself": _to_myself(study, request, typed),
        "promise": getattr(study, "promise", "") or "",
    }
    return show(request, "accounts.html", context, status=422 if typed else 200)


@private
@require_GET
def account(request: HttpRequest, study_id: UUID, account_id: UUID) -> HttpResponse:
    """One account as it is open to this reader; its author is led to their own page. ``?as=markdown`` for a file."""
    user = me(request)
    study = get_study(user, study_id)
    found = (
        Account.objects.visible_to(user)
        .filter(retrospective=study, pk=account_id)
        .select_related("participant__person")
        .first()
    )
    if found is None:
        raise NotFound()
    if found.author_id == user.pk and "preview" not in request.GET:
        return to("my-account", study.pk)
    told = tellings_of(found, user)
    shown_as = found.participant.shown_as
    if request.GET.get("as") == "markdown":
        answer = HttpResponse(tellings_as_markdown(told, study, shown_as), content_type="text/markdown; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="account.md"'
        return answer
    may_ask = can_analyse(study, user) and found.author_id != user.pk
    asked: dict[UUID, list[object]] = {}
    for one in quotes_asked(study, user) if may_ask else []:
        asked.setdefault(one.quote.entry_id, []).append(one)
    context = frame(study, current=STAGE) | {
        "account": found,
        "told_by": shown_as,
        "told": [(one, asked.get(one.id, [])) for one in told],
        "may_ask": may_ask,
        "is_preview": found.author_id == user.pk,
    }
    return show(request, "account.html", context)


@private
@require_http_methods(["GET", "POST"])
def asking(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """The facilitator asks its author for an exact wording."""
    user = me(request)
    study = get_study(user, study_id)
    entry = AccountEntry.objects.shared_with(user).filter(account__retrospective=study, pk=entry_id)
    found = entry.select_related("account__participant__person").first()
    if found is None:
        raise NotFound()
    found.account.retrospective = study
    if not can_ask_for_quote(found, user):
        raise NotFound()
    told = next((one for one in tellings_of(found.account, user) if one.id == found.pk), None)
    if told is None:  # taken back between the two questions
        raise NotFound()
    form = QuoteForm(request.POST or None, parts=PARTS, initial={"wording": told.text}, auto_id="quote-%s")
    if request.method == "POST":
        made = attempt(
            form,
            lambda: ask_quote(found, form.cleaned_data["wording"], section=form.cleaned_data["section"], by=user),
        )
        if made is not None:
            messages.success(request, "Asked. It stands in the write-up when its author approves exactly these words.")
            return to("account", study.pk, found.account_id, anchor=f"entry-{found.pk}")
    context = frame(study, current=STAGE) | {"entry": found, "told": told, "form": form, "told_by": told.told_by}
    return show(request, "ask.html", context, status=422 if form.errors else 200)


@private
@require_http_methods(["GET", "POST"])
def offering(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """An author offers words of their own for the write-up."""
    study, context = study_for(request, study_id)
    found, user = my_entry(request, study, entry_id), me(request)
    own = next((o for o in own_account(found.account, user).everything if o.entry.pk == found.pk), None)
    if own is None:
        raise NotFound()
    form = QuoteForm(request.POST or None, parts=PARTS, initial={"wording": own.words.text}, auto_id="quote-%s")
    if request.method == "POST":
        made = attempt(
            form,
            lambda: offer_quote(found, form.cleaned_data["wording"], section=form.cleaned_data["section"], by=user),
        )
        if made is not None:
            messages.success(request, "These words stand in the write-up now. You can withdraw them at any time.")
            return to("my-account-entry", study.pk, found.pk)
    context |= {"entry": found, "own": own, "form": form}
    return show(request, "offer.html", context, status=422 if form.errors else 200)


@private
@require_POST
def quote(request: HttpRequest, study_id: UUID, quote_id: UUID) -> HttpResponse:
    """``decision`` is approve (with ``seen``, and perhaps one's own ``wording``), decline, withdraw or drop."""
    study, _ = study_for(request, study_id)
    user = me(request)
    found = (
        Quote.objects.visible_to(user)
        .filter(retrospective=study, pk=quote_id)
        .select_related("entry__account", "retrospective")
        .first()
    )
    if found is None:
        raise NotFound()
    decision = request.POST.get("decision", "")
    if decision == "approve":
        wording = request.POST.get("wording")
        approve_quote(found, by=user, seen=request.POST.get("seen", ""), wording=wording or None)
        messages.success(request, "Approved, in exactly these words. You can withdraw them at any time.")
    elif decision == "decline":
        decline_quote(found, by=user)
        messages.success(request, "It will not be quoted.")
    elif decision == "withdraw":
        withdraw_quote(found, by=user)
        messages.success(request, "Withdrawn. A marker stands in its place.")
    elif decision == "drop":
        drop_quote(found, by=user)
        messages.success(request, "Not asked any more.")
    else:
        raise Refusal("Approve it, decline it, or withdraw it.", code="unknown_decision")
    if found.entry.account.author_id == user.pk:
        return to("my-account", study.pk, anchor="quotes")
    return to("account", study.pk, found.entry.account_id, anchor=f"entry-{found.entry_id}")


@private
@require_POST
def to_myself(request: HttpRequest, study_id: UUID, about: str) -> HttpResponse:
    user = me(request)
    study = get_study(user, study_id)
    form = PrivateNoteForm(request.POST, auto_id=f"{about}-%s")
    kept = attempt(
        form,
        lambda: write_to_oneself(study, about, form.cleaned_data["text"], by=user, seen=form.cleaned_data["seen"]),
    )
    if kept is None:
        if about not in PrivateNote.About.values:
            raise NotFound()
        return _accounts(request, study, typed=(about, form))
    messages.success(request, "Kept, for you alone.")
    return to("study-accounts", study.pk, anchor="to-myself")


@private
@require_GET
def my_accounts(request: HttpRequest) -> HttpResponse:
    """Every account one ever wrote, also in studies one has left: one's own words stay within reach."""
    user = me(request)
    rows = Account.objects.filter(author=user).select_related("retrospective").order_by("-created_at", "-id")
    reads = set(
        Retrospective.objects.visible_to(user)
        .filter(pk__in=[one.retrospective_id for one in rows])
        .values_list("pk", flat=True)
    )
    return show(request, "my_accounts.html", {"accounts": [(one, one.retrospective_id in reads) for one in rows]})


def _to_myself(
    study: Retrospective, request: HttpRequest, typed: tuple[str, PrivateNoteForm] | None
) -> list[tuple[str, str, str, PrivateNoteForm, str]]:
    """Key, name, question and form of each; and of one that was typed anew what is kept of it."""
    kept = private_notes(study, me(request))
    asks = {
        PrivateNote.About.REACTION: "Before you read or judge: what was your first thought? Writing it down helps to put it aside.",
        PrivateNote.About.CARE: "Who was hurt by this, in whatever way? What do they need? Who can meet that?",
    }
    forms = []
    for about, ask in asks.items():
        note, text = kept.get(about.value, (None, ""))
        initial = {"text": text, "seen": note.number if note else 0}
        form, stands = PrivateNoteForm(initial=initial, auto_id=f"{about.value}-%s"), ""
        if typed and typed[0] == about.value:
            form, stands = typed[1], text
            form.data = {**request.POST.dict(), "seen": str(initial["seen"])}
        forms.append((about.value, about.label, ask, form, stands))
    return forms
