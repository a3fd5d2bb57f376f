"""Publishing the draft, and reading what was published before."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import shelf
from confapp.access import admit, public
from confapp.agenda import (
    change_words,
    changes,
    conflicts,
    draft,
    kinds,
    places,
    running,
    transcript,
    versions,
)
from confapp.agenda.forms import PublicationForm
from confapp.agenda.models import Version
from confapp.agenda.programme import Programme
from confapp.agenda.views.blueprint import agenda
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import asked_number, read
from confapp.paging import page_of
from confapp.people.visiting import visitor, visitor_or_none


@agenda.get("/organise/agenda/publication")
@admit(may_organise)
def review() -> ResponseReturnValue:
    return _review_page(PublicationForm())


@agenda.post("/organise/agenda/publication")
@admit(may_organise)
def publish() -> ResponseReturnValue:
    form = read(PublicationForm)
    if not form.validate():
        return _review_page(form), 422
    version = versions.publish(
        current_event(),
        by=visitor(),
        at=now(),
        note=form.note.data or "",
        is_told=form.is_told.data,
    )
    flash(_("Version %(number)s has been published.", number=version.number), "done")
    page = url_for(".version", number=version.number)
    db.session.commit()
    return redirect(page, 303)


@agenda.get("/agenda/versions")
@public
@shelf.keep
def history() -> ResponseReturnValue:
    page = page_of(versions.of_event(current_event().id))
    told = list(zip(page.rows, versions.changes_of(page.rows), strict=True))
    return render_template(
        "agenda/history.html",
        page=page,
        told=told,
        words_of=running.words_of,
        shows_names=_shows_names(),
    )


@agenda.get("/agenda/versions/<int:number>")
@public
@shelf.keep
def version(number: int) -> ResponseReturnValue:
    shown = _version(number)
    compared = _version(asked_number("with") or 0) if asked_number("with") else None
    compared = compared or versions.before(shown)
    before = transcript.read(compared.programme) if compared else ()
    sessions = transcript.read(shown.programme)
    return render_template(
        "agenda/version.html",
        version=shown,
        compared=compared,
        is_newest=not versions.has_later(shown),
        numbers=versions.numbers(current_event().id),
        programme=Programme(sessions, shown.published_at),
        changes=changes.between(before, sessions) if compared else [],
        rows=changes.aligned(before, sessions) if compared else [],
        kinds=kinds.NAMES,
        labels=change_words.LABELS,
        words_of=running.words_of,
        shows_names=_shows_names(),
    )


def _shows_names() -> bool:
    """Who published is for the organisers; others read that they did."""
    user = visitor_or_none()
    return bool(user and may_organise(user, current_event()))


def _version(number: int) -> Version:
    return find(Version, Version.event_id == current_event().id, Version.number == number)


def _review_page(form: PublicationForm) -> str:
    event = current_event()
    sessions = draft.as_planned(event.id)
    rooms = {room.id: room for room in db.session.scalars(places.rooms_of(event.id))}
    return render_template(
        "agenda/publication.html",
        form=form,
        changes=versions.unpublished_changes(event.id),
        conflicts=conflicts.found(sessions, rooms, conflicts.people_expected(event.id)),
        titles={item.id: item.title for session in sessions for item in session.items},
        newest=db.session.scalar(versions.newest(event.id)),
        labels=change_words.LABELS,
    )
