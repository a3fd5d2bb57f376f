"""What goes on a certificate: official Vietnamese words, taken from the event and the delegate."""

from datetime import datetime
from string import Template

from flask import current_app

from confapp.agenda.models import AgendaSession
from confapp.certificates.printing import Printed
from confapp.certificates.rules.sessions import needed
from confapp.certificates.rules.told import ModeRules, issued_on
from confapp.events.models import Event
from confapp.papers import official_date
from confapp.registration.models import ONLINE, Registration
from confapp.vietnamese import fold

REMOTE_SITE = "điểm cầu"


def printed_for(
    registration: Registration,
    sessions: list[AgendaSession],
    *,
    number: int,
    code: str,
    at: datetime,
) -> Printed:
    """Every word of the paper, which keeps them even if the registration changes later."""
    return printed_in(registration.event, registration, sessions, number=number, code=code, at=at)


def printed_in(
    event: Event,
    registration: Registration,
    sessions: list[AgendaSession],
    *,
    number: int,
    code: str,
    at: datetime,
) -> Printed:
    """The same for a registration that may belong to nobody, as a preview needs it."""
    told, mode = event.certificate, registration.mode
    rules = ModeRules.of(told, mode)
    attended = needed(event, mode, sessions)
    return Printed(
        kind=rules.kind,
        parent_body=told["parent_body"]["vi"],
        issuing_body=told["issuing_body"]["vi"],
        number=written_number(number, rules.number_pattern, digits=told["number_digits"]),
        salutation=registration.salutation,
        full_name=registration.full_name,
        post=registration.post,
        organisation=registration.organisation,
        event_title=event.title.vi,
        attended=", ".join(session.title.vi for session in attended),
        when=official_date(event.starts_on),
        where=_where(event, registration),
        place=told["place"]["vi"],
        issued_on=issued_on(told, at),
        signer_lines=tuple(line["vi"] for line in told["signer_form"]),
        signer_name=told["signer_name"],
        verify_url=f"{current_app.config['SETTINGS'].base_url}/verify/{code}",
        code=code,
        above=rules.above,
        below=rules.below,
    )


def written_number(number: int, pattern: str, *, digits: int) -> str:
    """015/GCN-BKHCN; a $ that is no placeholder stays as it is."""
    return Template(pattern).safe_substitute(number=f"{number:0{digits}d}")


def _where(event: Event, registration: Registration) -> str:
    if registration.mode != ONLINE:
        return event.place.vi
    site = registration.site
    if not site:
        return "trực tuyến"
    # Whoever registers may have written these words: Điểm cầu cấp xã …
    if fold(site).startswith(fold(REMOTE_SITE)):
        site = site[len(REMOTE_SITE) :].strip(" :")
    return f"trực tuyến, {REMOTE_SITE} {site}".rstrip()
