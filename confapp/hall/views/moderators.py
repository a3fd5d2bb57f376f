"""The moderators' console."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import live
from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_moderate
from confapp.forms import asked_number, searched
from confapp.hall import console, queue, stage
from confapp.hall.accountable import head_of
from confapp.hall.models import Turn
from confapp.hall.views.blueprint import hall
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.questions import acts
from confapp.questions.models import Question
from confapp.questions.suggesting import advising
from confapp.registration import delegates


@hall.get("/moderate")
@admit(may_moderate)
def moderate() -> ResponseReturnValue:
    # The preview never changes under the moderator's finger: it is chosen here, once.
    preview_id = _preview_id() or console.first_in_queue(current_event())
    return render_template(
        "hall/moderate.html",
        console=console.look(current_event(), preview_id=preview_id),
        advisor=advising.advisor(current_event()),
        provinces=db.session.scalars(delegates.provinces()).all(),
        head_of=head_of,
        words=searched(),
        found=page_of(queue.queueable(current_event(), words=searched())),
    )


@hall.get("/moderate/queue")
@admit(may_moderate)
def queue_live() -> ResponseReturnValue:
    event, preview_id = current_event(), _preview_id()
    return live.fragment(
        queue.topic(event.id),
        lambda: render_template(
            "hall/_queue.html",
            console=console.look(event, preview_id=preview_id),
            advisor=advising.advisor(event),
        ),
        also=f"-{preview_id}-{live.version_of(acts.list_topic(event.id))}",
    )


@hall.get("/moderate/stage")
@admit(may_moderate)
def stage_live() -> ResponseReturnValue:
    event, preview_id = current_event(), _preview_id()
    return live.fragment(
        queue.topic(event.id),
        lambda: render_template(
            "hall/_stage.html",
            console=console.look(event, preview_id=preview_id),
            provinces=db.session.scalars(delegates.provinces()).all(),
            head_of=head_of,
        ),
        also=f"-{preview_id}",
    )


@hall.post("/moderate/questions/<int:number>/turn")
@admit(may_moderate)
def queue_up(number: int) -> ResponseReturnValue:
    event_id = current_event().id
    question = find(Question, Question.number == number, Question.event_id == event_id)
    queue.queue_up(question, by=visitor(), at=now())
    db.session.commit()
    flash(_("%(number)s is in the queue.", number=question.reference), "done")
    return _back()


@hall.post("/moderate/turns/<int:turn_id>/removal")
@admit(may_moderate)
def take_off(turn_id: int) -> ResponseReturnValue:
    turn = _turn(turn_id)
    queue.take_off(turn, by=visitor(), at=now())
    db.session.commit()
    flash(_("%(number)s has been taken off the queue.", number=turn.question.reference), "done")
    return _back()


@hall.post("/moderate/turns/<int:turn_id>/live")
@admit(may_moderate)
def take_live(turn_id: int) -> ResponseReturnValue:
    stage.take_live(_turn(turn_id), by=visitor(), at=now())
    db.session.commit()
    return redirect(url_for(".moderate"), 303)


@hall.post("/moderate/turns/<int:turn_id>/answered")
@admit(may_moderate)
def end_as_answered(turn_id: int) -> ResponseReturnValue:
    turn = _turn(turn_id)
    stage.end(turn, queue.ANSWERED, by=visitor(), at=now())
    db.session.commit()
    flash(_("%(number)s has been answered.", number=turn.question.reference), "done")
    return _back()


@hall.post("/moderate/turns/<int:turn_id>/put-aside")
@admit(may_moderate)
def put_aside(turn_id: int) -> ResponseReturnValue:
    turn = _turn(turn_id)
    stage.end(turn, queue.PUT_ASIDE, by=visitor(), at=now())
    db.session.commit()
    flash(
        _(
            "%(number)s has been put aside and is back in the queue.",
            number=turn.question.reference,
        ),
        "done",
    )
    return _back()


@hall.post("/moderate/screen/dark")
@admit(may_moderate)
def blank() -> ResponseReturnValue:
    stage.blank(current_event(), by=visitor(), at=now())
    db.session.commit()
    return _back()


@hall.post("/moderate/screen/light")
@admit(may_moderate)
def light() -> ResponseReturnValue:
    stage.light(current_event(), by=visitor(), at=now())
    db.session.commit()
    return _back()


def _turn(turn_id: int) -> Turn:
    return find(Turn, Turn.id == turn_id, Turn.event_id == current_event().id)


def _preview_id() -> int | None:
    return asked_number("preview")


def _back() -> ResponseReturnValue:
    return redirect(url_for(".moderate", preview=_preview_id()), 303)
