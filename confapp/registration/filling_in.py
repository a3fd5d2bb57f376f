"""Between the registration form and the details that the rules take."""

from datetime import datetime

import sqlalchemy as sa
from wtforms.fields.choices import SelectChoice

from confapp import i18n
from confapp.agenda.models import AgendaSession
from confapp.database import db
from confapp.events.models import Department, Event, Province
from confapp.i18n import local
from confapp.registration import delegates
from confapp.registration.application import Application, Details
from confapp.registration.forms import MINISTRY, UNIT, DetailsForm, RegistrationForm
from confapp.registration.models import Registration
from confapp.registration.purposes import PURPOSES


def offer_choices(form: DetailsForm, event: Event) -> None:
    """Fill in the provinces by the alphabet, and the event's sessions."""
    provinces = db.session.scalars(delegates.provinces())
    form.offer(
        [SelectChoice(province.code, province.short_name) for province in provinces],
        [SelectChoice(session.id, local(session.title)) for session in sessions_of(event)],
        [SelectChoice(UNIT + unit.code, local(unit.name)) for unit in event.departments],
    )


def choose_sessions_to_come(form: DetailsForm, event: Event, *, at: datetime) -> None:
    form.sessions.data = [session.id for session in sessions_of(event) if session.ends_at > at]


def details_in(form: DetailsForm, event: Event) -> Details:
    """What the form says, once it is valid."""
    chosen = set(form.sessions.data)
    return Details(
        salutation=form.salutation.data,
        full_name=form.full_name.data,
        post=form.post.data,
        organisation=form.organisation.data,
        province=_province(form.province.data),
        phone=form.phone.data,
        mode=form.mode.data,
        site=form.site.data or "",
        sessions=[session for session in sessions_of(event) if session.id in chosen],
        diet=form.diet.data or "",
        access_needs=form.access_needs.data or "",
        department=_department(form.province.data, event),
    )


def application_in(form: RegistrationForm, event: Event) -> Application:
    """What the form asks for, once it is valid."""
    return Application(
        details_in(form, event),
        email=form.email.data,
        submission_id=form.submission_id.data,
        purposes=[purpose.code for purpose in PURPOSES if form[purpose.code].data],
        language=i18n.current(),
    )


def as_fields(registration: Registration) -> dict[str, object]:
    """What a registration says, for the form that corrects it."""
    names = ("salutation", "full_name", "post", "organisation", "phone", "mode", "site")
    fields: dict[str, object] = {name: getattr(registration, name) for name in names}
    return fields | {
        "province": _sent_by(registration),
        "sessions": [session.id for session in registration.sessions],
        "diet": registration.diet,
        "access_needs": registration.access_needs,
    }


def sessions_of(event: Event) -> list[AgendaSession]:
    of_event = sa.select(AgendaSession).filter_by(event_id=event.id)
    return list(db.session.scalars(of_event.order_by(AgendaSession.starts_at)))


def _sent_by(registration: Registration) -> str:
    if registration.province is not None:
        return registration.province.code
    return UNIT + registration.department.code if registration.department else MINISTRY


def _department(chosen: str, event: Event) -> Department | None:
    return next((unit for unit in event.departments if UNIT + unit.code == chosen), None)


def _province(code: str) -> Province | None:
    return db.session.scalars(sa.select(Province).filter_by(code=code)).one_or_none()
