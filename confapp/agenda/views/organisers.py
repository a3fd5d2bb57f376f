"""The draft as a list in which items are moved, and what was done is taken back."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit, reveal
from confapp.agenda import conflicts, draft, kinds, places, rearranging, restoring, versions
from confapp.agenda.forms import FOLLOWING, MoveForm
from confapp.agenda.models import AgendaItem
from confapp.agenda.moving import PUSH, earlier_or_later, longer_or_shorter
from confapp.agenda.programme import Programme, Span
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.finding import draft_item, draft_session
from confapp.clock import now
from confapp.database import db, hold
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read
from confapp.i18n import clock_time, local
from confapp.people.visiting import visitor


@agenda.get("/organise/agenda")
@admit(may_organise)
def edit() -> ResponseReturnValue:
    return render_template("agenda/edit.html", **_list())


@agenda.get("/organise/agenda/list")
@admit(may_organise)
def edit_live() -> ResponseReturnValue:
    topic = draft.topic(current_event().id)
    return live.fragment(topic, lambda: render_template("agenda/_editor.html", **_list()))


@agenda.post("/organise/agenda/<int:item_id>/place")
@admit(may_organise)
def move_item(item_id: int) -> ResponseReturnValue:
    item = draft_item(item_id)
    _move(item, read(MoveForm))
    return _back(_moved(item), item)


@agenda.post("/organise/agenda/steps/<int:step_id>/undoing")
@admit(may_organise)
def undo(step_id: int) -> ResponseReturnValue:
    hold(draft.topic(current_event().id))
    step = db.session.scalar(draft.newest_step(current_event().id))
    if step is None or step.id != step_id:
        raise Refusal(_("The draft has been changed since. Please look at it again."))
    restoring.take_back(step, by=visitor(), at=now())
    return _back(_("The last change has been taken back."))


def _move(item: AgendaItem, form: MoveForm) -> None:
    reveal(form.validate())
    if form.index.data is not None:
        session = draft_session(form.session.data) if form.session.data else item.session
        rearranging.place(item, session, form.index.data, by=visitor(), at=now())
        return
    reveal(bool(form.minutes.data) and form.following.data in FOLLOWING)
    move = longer_or_shorter if form.stretch.data else earlier_or_later
    span = move(Span(item.starts_at, item.ends_at), form.minutes.data)
    rearranging.respan(item, span, form.following.data, by=visitor(), at=now())


def _moved(item: AgendaItem) -> str:
    return _(
        "“%(title)s” is now from %(starts)s to %(ends)s.",
        title=local(item.title),
        starts=clock_time(item.starts_at),
        ends=clock_time(item.ends_at),
    )


def _list() -> dict[str, object]:
    event = current_event()
    sessions = draft.as_planned(event.id)
    rooms = {room.id: room for room in db.session.scalars(places.rooms_of(event.id))}
    found = conflicts.found(sessions, rooms, conflicts.people_expected(event.id))
    return {
        "programme": Programme(sessions, now()),
        "kinds": kinds.NAMES,
        "conflicts": found,
        "changes": versions.unpublished_changes(event.id),
        "step": db.session.scalar(draft.newest_step(event.id)),
        "step_words": draft.words_of,
        "form": MoveForm(following=request.values.get("following", PUSH)),
    }


def _back(sentence: str, item: AgendaItem | None = None) -> ResponseReturnValue:
    anchor = f"item-{item.id}" if item else None
    chosen = request.form.get("following")
    db.session.commit()
    # The script asks only for the sentence: the list beside it is live.
    if request.accept_mimetypes.best == "text/plain":
        return Response(sentence, mimetype="text/plain")
    flash(sentence, "done")
    return redirect(url_for(".edit", following=chosen, _anchor=anchor), 303)
