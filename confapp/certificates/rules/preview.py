"""Certificates that nobody has earned: how the longest and the shortest name will look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.certificates import wording
from confapp.certificates.printing import SPECIMEN, print_certificate
from confapp.checkin import sittings
from confapp.database import db
from confapp.events.models import Event
from confapp.registration import delegates
from confapp.registration.models import IN_PERSON, ONLINE, Registration

# 80 bits that no certificate gets: the page for verifying says that there is none.
CODE: Final = "XEMTHUXEMTHUXEMT"


@dataclass(frozen=True)
class Look:
    """One of the papers that organisers look at before anything is issued."""

    title: LazyString
    mode: str
    is_longest: bool
    name: str


LOOKS: Final = {
    "shortest": Look(_l("The shortest name"), IN_PERSON, is_longest=False, name="Lê An"),
    "longest": Look(
        _l("The longest name"),
        IN_PERSON,
        is_longest=True,
        name="Công Tằng Tôn Nữ Nguyễn Phước Hoàng Trường Anh",
    ),
    "online": Look(
        _l("The longest name, online"), ONLINE, is_longest=True, name="Nguyễn Thị Huyền Trang"
    ),
}


def printed_as(look: Look, event: Event, *, at: datetime) -> bytes:
    """The paper, with a warning instead of a number that was given out."""
    somebody = db.session.scalar(_by_length(look, event)) or _nobody(look)
    sessions = sittings.of_event(event)
    printed = wording.printed_in(event, somebody, sessions, number=0, code=CODE, at=at)
    return print_certificate(printed, warning=SPECIMEN)


def _by_length(look: Look, event: Event) -> sa.Select[Registration]:
    length = sa.func.length(Registration.full_name)
    order = length.desc() if look.is_longest else length.asc()
    people = delegates.coming(event).where(Registration.mode == look.mode)
    return people.order_by(order, Registration.id).limit(1)


def _nobody(look: Look) -> Registration:
    return Registration(
        mode=look.mode,
        salutation="Bà",
        full_name=look.name,
        post="Phó Trưởng phòng",
        organisation="Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
        site="",
    )
