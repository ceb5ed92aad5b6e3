"""Three questions worth asking, for a place and a step."""

from __future__ import annotations

import json

import click

from secondstory.cli.start import as_option, find_person, json_option, start_django
from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES


@click.command("questions", help="Three questions worth asking: other ones tomorrow, or with --turn.")
@click.option(
    "--surface",
    type=click.Choice(list(SURFACES)),
    default="I",
    show_default=True,
    help="; ".join(f"{key} {words}" for key, words in SURFACES.items()) + ".",
)
@click.option("--step", "steps", type=click.Choice(list(STEPS)), multiple=True, help="Those that fit come first.")
@click.option("--purpose", "purposes", type=click.Choice(PURPOSES), multiple=True, help="Only those of this purpose.")
@click.option("--turn", type=click.IntRange(0), default=0, help="1, 2 and so on: three others.")
@as_option
@json_option
def command(
    surface: str, steps: tuple[str, ...], purposes: tuple[str, ...], turn: int, email: str | None, as_json: bool
) -> None:
    start_django()
    from django.utils import timezone

    from secondstory.people.audience import STRANGER
    from secondstory.question_bank.choose import Wanted, choose
    from secondstory.question_bank.queries import read_bank

    known = read_bank(find_person(email) if email else STRANGER)
    day = timezone.now().toordinal()
    wants = [steps] if steps else []
    wanted = Wanted(surface=surface, wants=wants, only=purposes, day=day, seed=surface, turn=turn)
    three = choose(known, wanted)
    for question in three:
        if as_json:
            shown = {
                "key": question.key,
                "text": question.text,
                "purpose": question.purpose,
                "steps": question.steps,
                "surfaces": question.surfaces,
                "private": question.is_private,
                "good": question.good,
                "team": question.team or None,
            }
            click.echo(json.dumps(shown, ensure_ascii=False))
        else:
            click.echo(f"{question.text}{' (in private)' if question.is_private else ''}")
    if not three and not as_json:
        click.echo("No question of the bank is put there. Try another surface or purpose.")
