"""The register of all questions, for moderators and organisers."""

from collections.abc import Iterable

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import audit, sheets
from confapp.access import admit
from confapp.clock import now
from confapp.events.current import current_event
from confapp.events.models import Department, Domain
from confapp.events.policy import may_moderate, may_organise
from confapp.forms import searched
from confapp.i18n import local
from confapp.limits import limiter
from confapp.paging import kept, page_of
from confapp.people.visiting import visitor
from confapp.questions.states import ON_DESK, Place
from confapp.questions.triage import register as registers
from confapp.questions.triage.register import CHANNELS, Choice
from confapp.questions.views.blueprint import questions

A_MINUTE = "20 per minute"


@questions.get("/moderate/questions")
@admit(may_moderate)
def register() -> ResponseReturnValue:
    choice = _choice()
    return render_template(
        "questions/register.html",
        page=page_of(registers.listed(current_event(), choice, at=now())),
        chosen=choice,
        kept=kept(Choice),
        sorted_by=_sorted_by,
        names=_names,
        is_overdue=registers.is_overdue,
        channels=CHANNELS,
        places={place.value: ON_DESK[place] for place in Place},
        is_organiser=may_organise(visitor(), current_event()),
    )


@questions.get("/moderate/questions.xlsx")
@admit(may_moderate)
@limiter.limit(A_MINUTE, key_func=lambda: str(visitor().id))
def register_xlsx() -> ResponseReturnValue:
    return _exported("XLSX")


@questions.get("/moderate/questions.csv")
@admit(may_moderate)
@limiter.limit(A_MINUTE, key_func=lambda: str(visitor().id))
def register_csv() -> ResponseReturnValue:
    return _exported("CSV")


def _choice() -> Choice:
    filters = {name: searched(name) for name in Choice.__dataclass_fields__ if name != "words"}
    return Choice(**(filters | {"words": searched()}))


def _exported(kind: str) -> Response:
    """The file of exactly the questions that the list shows."""
    rows = registers.rows(current_event(), _choice(), at=now())
    subject = f"{len(rows)} questions as {kind}"
    audit.note_reading(subject, user_id=visitor().id, event_id=current_event().id)
    write = sheets.as_xlsx if kind == "XLSX" else sheets.as_csv
    return write(_("List of questions"), registers.heads(), rows)


def _sorted_by(column: str) -> tuple[str, str | None]:
    """The address that sorts by the column, the other way round if it does so already."""
    order = searched("order") or "-number"
    wanted = f"-{column}" if order == column else column
    direction = {column: "ascending", f"-{column}": "descending"}.get(order)
    address = url_for(".register", **(kept(Choice) | {"order": wanted}))  # type: ignore[arg-type]
    return address, direction


def _names(bodies: Iterable[Domain | Department]) -> list[tuple[str, str]]:
    return [(body.code, local(body.name)) for body in bodies]
