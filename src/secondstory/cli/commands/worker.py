"""What may happen a moment later: the search index follows the journal."""

from __future__ import annotations

import signal
import threading

import click

from secondstory.cli.start import json_option, look_at_keys, say, start_django


@click.command("worker", help="Keep the search index up with the journal, for installations with several servers.")
@click.option("--once", is_flag=True, help="Catch up and leave.")
@click.option("--every", default=2.0, show_default=True, help="Seconds between looks.", type=click.FloatRange(0.1, 60))
@json_option
def command(once: bool, every: float, as_json: bool) -> None:
    start_django()
    look_at_keys()
    from secondstory.search.index import catch_up

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while True:
        done = catch_up()
        if once or done:
            say(as_json, {"indexed": done}, f"{done} changes read into the index.")
        if once or stop.wait(every):
            return
