"""Commands of the installation: `flask --app wsgi …`."""

from datetime import datetime
from typing import BinaryIO

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from confapp import audit, seeding
from confapp.certificates.signing import keys, signed_files
from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.errors import Refusal
from confapp.events import roles
from confapp.events.models import Event
from confapp.people import inviting, signing_in
from confapp.questions.suggesting import model, trying
from confapp.registration.personal import purging

DAY = click.DateTime(["%Y-%m-%d"])

event = AppGroup("event", help="Events of this installation.")
user = AppGroup("user", help="Accounts.")
certificates = AppGroup("certificates", help="The certificates of an event.")
routing = AppGroup("routing", help="The suggested domains of questions.")


def init_app(app: Flask) -> None:
    for command in (event, user, certificates, routing, seed, purge):
        app.cli.add_command(command)


@event.command("list")
def list_events() -> None:
    """Print the events, the newest first."""
    for found in db.session.scalars(sa.select(Event).order_by(Event.starts_on.desc())):
        click.echo(f"{found.slug}\t{found.starts_on}\t{found.title.vi}")


@event.command("keep")
@click.argument("slug")
@click.option("--until", type=DAY, help="The last day of delegates' data.")
@click.option("--certificates-until", type=DAY, help="The last day of the register.")
def keep(slug: str, until: datetime | None, certificates_until: datetime | None) -> None:
    """Say, and set, until when an event's personal data are kept."""
    found = _event(slug)
    if until or certificates_until:
        found.personal_data_until = until.date() if until else found.personal_data_until
        if certificates_until:
            found.certificates_until = certificates_until.date()
        audit.record("set retention", f"event {found.id}", user_id=None, event_id=found.id)
        db.session.commit()
    click.echo(f"{slug}\t{found.personal_data_until}\t{found.certificates_until}")


@user.command("invite")
@click.argument("email")
@click.option("--event", "slug", required=True, help="The event's slug.")
@click.option("--role", required=True, type=click.Choice(sorted(roles.NAMES)))
def invite(email: str, slug: str, role: str) -> None:
    """Give EMAIL a role in an event, and print a one-use sign-in link."""
    found = _event(slug)
    invited = inviting.account(email, email, at=now())
    roles.give(invited, role, found)
    audit.record("give role", f"user {invited.id}", user_id=None, event_id=found.id, role=role)
    token = signing_in.write_link(invited, at=now())
    db.session.commit()
    click.echo(current_app.config["SETTINGS"].base_url + inviting.link_path(token))


@certificates.command("sign")
@click.argument("slug")
@click.option("--key", type=click.File("rb"), required=True, help="The body's PKCS#12 file.")
def sign(slug: str, key: BinaryIO) -> None:
    """Sign an event's certificates; asks for the passphrase, and can be run again at any time."""
    found, at = _event(slug), now()
    # Asked for rather than an option, which everybody on the machine could read.
    passphrase = click.prompt("Passphrase", hide_input=True)
    try:
        opened = keys.open_key(key.read(), passphrase, at=at)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    for number in signed_files.sign_all(found, opened, by_id=None, at=at):
        click.echo(number)


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@with_appcontext
def purge(dry_run: bool) -> None:
    """Delete personal data of events that are past their date."""
    on = in_vietnam(now()).date()
    for past in db.session.scalars(purging.events_past(on)).all():
        slug = past.slug
        done = purging.count(past, on=on) if dry_run else purging.purge(past, on=on)
        for table, number in sorted(done.items()):
            click.echo(f"{slug}\t{table}\t{number}")


def _event(slug: str) -> Event:
    found = db.session.scalars(sa.select(Event).filter_by(slug=slug)).one_or_none()
    if found is None:
        raise click.BadParameter(f"there is no event {slug}", param_hint="--event")
    return found


@routing.command("try")
@click.argument("file", type=click.File("rb"))
def try_routing(file: BinaryIO) -> None:
    """Suggest a domain for each line of FILE: best or -, second, third, the words that counted."""
    for row in trying.rows(trying.questions_in(file.read()), of=model.of_domains()):
        click.echo(row)


@click.command("seed")
def seed() -> None:
    """Load the provinces and the first event into an empty installation."""
    seeding.seed_if_empty()
