"""Find, in what you may read."""

from __future__ import annotations

import json

import click

from secondstory.cli.start import as_option, find_person, json_option, start_django


@click.command("search", help="Find words in everything you may read. With --public: in what everyone may read.")
@click.argument("words")
@click.option("--public", is_flag=True, help="As somebody who has not signed in.")
@as_option
@json_option
def command(words: str, public: bool, email: str | None, as_json: bool) -> None:
    start_django()
    from django.conf import settings

    from secondstory.people.audience import STRANGER
    from secondstory.publishing.answers import answer

    found = answer(STRANGER if public else find_person(email), words)
    for group in found.groups:
        if not as_json:
            click.echo(group.heading)
        for hit in group.answers:
            title, snippet = (" ".join(part.text.split()) for part in (hit.title, hit.snippet))
            url = settings.BASE_URL + hit.url
            if as_json:
                shown = {"type": hit.type, "id": hit.id, "at": hit.at, "title": title, "snippet": snippet, "url": url}
                click.echo(json.dumps(shown, ensure_ascii=False, default=str))
            else:
                click.echo(f"  {title}\n    {snippet}\n    {url}" if snippet else f"  {title}\n    {url}")
    if not found.groups and not as_json:
        click.echo("Nothing that you may read has these words. Try fewer, or others.")
