"""Prepare the database, then serve."""

from __future__ import annotations

import io
import os
import sys

import click

from secondstory.cli.start import look_at_keys, start_django


def prepare() -> None:
    """Bring the database up to date. Safe to run again, and by several processes at once on PostgreSQL.

    Nothing is done where nothing is to do: Django would build every model anew to find out, each time we start.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


@click.command("serve", help="Serve the pages. Brings the database up to date first.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
def command(host: str, port: int) -> None:
    os.environ.setdefault("SECONDSTORY_BASE_URL", f"http://{host}:{port}")
    start_django()
    prepare()
    import uvicorn
    from django.conf import settings
    from django.core.management import call_command

    from secondstory.firsthand.daily import Daily, retention
    from secondstory.newsletter.actions.publish_issue import publish_due
    from secondstory.notify.post import send
    from secondstory.organization.actions.invite import invite_first_steward

    call_command("check", fail_level="ERROR", stdout=io.StringIO())
    look_at_keys()
    secret = None if settings.DEMO else invite_first_steward()
    if secret:
        click.echo("Nobody keeps this installation yet. The first steward joins here, within a day, once:")
        click.echo(f"  {settings.BASE_URL}/join/{secret}/")
    retention.begin()
    Daily(publish_due, every=300.0, again=300.0, name="newsletter").begin()
    if settings.MAIL and settings.MAIL_THREAD:
        Daily(send, every=30.0, again=60.0, name="mail").begin()
    click.echo(f"Serving on {settings.BASE_URL} (stop with Ctrl+C)")
    sys.stdout.flush()
    uvicorn.run(
        "secondstory.config.asgi:application",
        host=host,
        port=port,
        interface="asgi3",
        lifespan="off",
        ws="none",
        access_log=False,
        log_level=os.environ.get("SECONDSTORY_LOG_LEVEL", "warning").lower(),
        server_header=False,
        timeout_graceful_shutdown=10,
    )
