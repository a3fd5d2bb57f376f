"""What goes on a certificate: official Vietnamese words, taken from the event and the delegate."""

from datetime import datetime
from string import Template

from flask import current_app

from confapp.agenda.models import AgendaSession
from confapp.certificates import placeholders
from confapp.certificates.printing import Printed
from confapp.clock import in_vietnam
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
    event, told = registration.event, registration.event.certificate
    of_mode = told[registration.mode]
    return Printed(
        kind=of_mode["kind"]["vi"],
        parent_body=told["parent_body"]["vi"],
        issuing_body=told["issuing_body"]["vi"],
        number=written_number(number, of_mode["number_pattern"], digits=told["number_digits"]),
        salutation=registration.salutation,
        full_name=registration.full_name,
        post=registration.post,
        organisation=registration.organisation,
        event_title=event.title.vi,
        attended=", ".join(session.title.vi for session in sessions),
        when=official_date(event.starts_on),
        where=_where(registration),
        place=told["place"]["vi"],
        issued_on=in_vietnam(at).date(),
        signer_lines=tuple(line["vi"] for line in told["signer_form"]),
        signer_name=told["signer_name"],
        verify_url=f"{current_app.config['SETTINGS'].base_url}/verify/{code}",
        code=code,
        above=of_mode.get("above") or placeholders.above_name(of_mode["kind"]["vi"]),
        below=of_mode.get("below")
        or placeholders.below_name(is_online=registration.mode == ONLINE),
    )


def written_number(number: int, pattern: str, *, digits: int) -> str:
    """015/GCN-BKHCN; a $ that is no placeholder stays as it is."""
    return Template(pattern).safe_substitute(number=f"{number:0{digits}d}")


def _where(registration: Registration) -> str:
    if registration.mode != ONLINE:
        return registration.event.place.vi
    site = registration.site
    if not site:
        return "trực tuyến"
    # Whoever registers may have written these words: Điểm cầu cấp xã …
    if fold(site).startswith(fold(REMOTE_SITE)):
        site = site[len(REMOTE_SITE) :].strip(" :")
    return f"trực tuyến, {REMOTE_SITE} {site}".rstrip()
