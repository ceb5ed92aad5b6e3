"""Asking about words somebody selected, from any page that carries questions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.forms.questions import AskAboutForm
from secondstory.analysis.models import Mystery
from secondstory.analysis.places import place_of
from secondstory.analysis.views.questions import team_for
from secondstory.analysis.views.telling import tell_form
from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.me import me
from secondstory.ui.text import shorten

QUOTE = 600


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Words come by POST, so that they stand in no address and no log; ``begin`` says that nothing is asked yet."""
    user = me(request)
    given = request.POST if request.method == "POST" else request.GET
    where = place_of(given.get("place", ""), user)
    begun = {"place": where.path, "quote": shorten(request.POST.get("quote", ""), QUOTE)}
    begins = request.method == "GET" or "begin" in request.POST
    form = AskAboutForm(None if begins else request.POST, where=where, initial=begun)
    if not begins and form.is_valid():
        told = form.cleaned_data
        try:
            asked = raise_mystery(
                told["question"],
                by=user,
                place=where.path,
                quote=told["quote"],
                audience=told["audience"],
                team=None if where.study else team_for(user, told["audience"]),
                services=[told["service"]] if told["service"] else [],
                anonymous=told["anonymous"],
            )
        except NotFound:
            raise
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            if Mystery.objects.visible_to(user).filter(pk=asked.pk).exists():
                return redirect("question", asked.pk)
            messages.success(request, "Your question is kept, without your name. Those who read it see it from now on.")
            return redirect(where.path)
    # Whoever reads a published text alone does not read how its study is called by now.
    names_study = where.study and Retrospective.objects.visible_to(user).filter(pk=where.study.pk).exists()
    context = {"form": form, "where": where, "names_study": names_study}
    return render(request, "analysis/ask_about.html", context, status=422 if form.errors else 200)
