"""Who on a list is registered already, or stands on it twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from confapp.database import db
from confapp.people.signing_in import email_key
from confapp.registration.lists.people import LeftOut, Person
from confapp.registration.models import Registration

READY, KNOWN, WRONG, LEFT_OUT = "ready", "known", "wrong", "left_out"
# Of whom a row is a duplicate, where the number is not told.
REGISTERED = "registered"


@dataclass
class Finding:
    """What is found of a row; `same_as` says of whom it is a duplicate."""

    state: str
    sheet: int
    row: int
    person: Person | None = None
    same_as: str = ""
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        person = self.person.as_json() if self.person else None
        return {**self.__dict__, "person": person}


@dataclass(frozen=True)
class Somebody:
    """What tells people apart, and how the report names them."""

    called: str
    name: str
    email: str
    phone: str
    organisation: str


@dataclass
class Crowd:
    """Those who are known by now, found by address and by name."""

    by_email: dict[str, Somebody] = field(default_factory=dict)
    by_name: dict[str, list[Somebody]] = field(default_factory=dict)

    def add(self, somebody: Somebody) -> None:
        if somebody.email:
            self.by_email.setdefault(somebody.email, somebody)
        self.by_name.setdefault(somebody.name, []).append(somebody)

    def same_person(self, other: Somebody) -> Somebody | None:
        """Who this is, by address and name, by telephone and name, or by name and work."""
        return next((one for one in self.by_name.get(other.name, ()) if _is_same(one, other)), None)


def registered(event_id: int) -> Crowd:
    """Those of the event, cancelled ones too."""
    rows = sa.select(
        Registration.id,
        Registration.full_name,
        Registration.email_key,
        Registration.phone,
        Registration.organisation,
    ).where(Registration.event_id == event_id)
    crowd = Crowd()
    for number, name, email, phone, organisation in db.session.execute(rows.order_by("id")):
        known_email = "" if email.endswith(".invalid") else email
        crowd.add(
            Somebody(
                f"ĐB-{number:04d}", name.casefold(), known_email, phone, organisation.casefold()
            )
        )
    return crowd


def compared(rows: Iterable[Person | LeftOut], crowd: Crowd) -> list[Finding]:
    """Each row's finding; those who are ready join the crowd for the rows after them."""
    return [
        Finding(LEFT_OUT, row.sheet, row.row, text=row.text)
        if isinstance(row, LeftOut)
        else _finding(row, crowd)
        for row in rows
    ]


def _finding(person: Person, crowd: Crowd) -> Finding:
    somebody = _told(person)
    same = crowd.same_person(somebody)
    if same is not None:
        return Finding(KNOWN, person.sheet, person.row, person, same.called)
    other = crowd.by_email.get(somebody.email)
    if other is not None:
        taken = ("address_of_other", f"{person.email} – {other.called}")
        person = replace(person, faults=[*person.faults, taken])
    if person.faults:
        return Finding(WRONG, person.sheet, person.row, person)
    crowd.add(somebody)
    return Finding(READY, person.sheet, person.row, person)


def _told(person: Person) -> Somebody:
    return Somebody(
        f"#{person.row + 1}",
        person.full_name.casefold(),
        email_key(person.email) if person.email else "",
        person.phone,
        person.organisation.casefold(),
    )


def _is_same(one: Somebody, other: Somebody) -> bool:
    if one.email and one.email == other.email:
        return True
    differs = (one.email and other.email) or (
        one.phone and other.phone and one.phone != other.phone
    )
    if differs:
        return False
    shares_phone = bool(one.phone) and one.phone == other.phone
    return shares_phone or one.organisation == other.organisation
