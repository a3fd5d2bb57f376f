"""Loading an event from the files in seed/: what is public knowledge before anybody registers."""

import csv
import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from confapp.agenda import loading
from confapp.clock import vietnam_time
from confapp.database import Words, db
from confapp.events.models import Department, Domain, Event, LegalDocument, Province, Provision
from confapp.settings import ROOT
from confapp.vietnamese import alphabet_key

SEED = ROOT / "seed"
FIRST_EVENT = SEED / "tap-huan-13-11-2025.toml"

Table = dict[str, Any]
Body = TypeVar("Body", Department, Domain)
A_WEEK = timedelta(days=7)


def seed_if_empty() -> None:
    """Load the provinces and the first event, unless there is an event already."""
    if db.session.scalar(sa.select(Event.id).limit(1)) is None:
        load_provinces(SEED / "provinces.tsv")
        load_event(FIRST_EVENT)
        db.session.commit()


def load_provinces(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, dialect="excel-tab"):
            db.session.add(_province(row))


def load_event(path: Path) -> Event:
    """The event that the TOML file describes, with all that belongs to it before anybody comes."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    event = _event(told["event"])
    departments = {d["code"]: _department(d, n) for n, d in enumerate(told["department"])}
    event.departments = list(departments.values())
    domains = {d["code"]: _domain(d, n, departments) for n, d in enumerate(told["domain"])}
    event.domains = list(domains.values())
    db.session.add(event)
    db.session.flush()
    loading.load_programme(told, event)
    db.session.add_all(legal_document(one, event) for one in told["legal_document"])
    db.session.flush()
    return event


def legal_document(told: Table, event: Event) -> LegalDocument:
    """A document that the event's answers may cite, as a file tells it."""
    document = LegalDocument(
        event_id=event.id,
        kind=told["kind"],
        number=told["number"],
        title=_words(told["title"]),
        issued_on=told["issued_on"],
        in_force_from=told["in_force_from"],
        in_force_until=told.get("in_force_until"),
        provisions=[
            Provision(article=str(p["article"]), subject=_words(p["subject"]))
            for p in told.get("provision", [])
        ],
    )
    document.index()
    return document


def _province(row: dict[str, str]) -> Province:
    until = row["valid_until"]
    return Province(
        code=row["code"],
        short_name=row["short_name"],
        full_name=row["full_name"],
        kind=row["kind"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        aliases=row["aliases"],
        alphabet_key=alphabet_key(row["short_name"]),
        tile_column=int(row["tile_column"]),
        tile_row=int(row["tile_row"]),
    )


def _event(told: Table) -> Event:
    paragraphs = told["background"]
    return Event(
        slug=told["slug"],
        title=_words(told["title"]),
        short_title=_words(told["short_title"]),
        starts_on=told["day"],
        place=_words(told["place"]),
        ministry=_words(told["ministry"]),
        contact=_words(told["contact"]),
        background=Words(
            vi="\n\n".join(p["text"]["vi"] for p in paragraphs),
            en="\n\n".join(p["text"]["en"] for p in paragraphs),
        ),
        background_source=_words(paragraphs[0]["source"]),
        times_are_tentative=told["times_are_tentative"],
        registration_closes_at=vietnam_time(told["registration_closes_at"]),
        questions_close_at=vietnam_time(told["questions_close_at"]),
        certificate=told["certificate"],
    )


def _department(told: Table, position: int) -> Department:
    return Department(
        code=told["code"],
        position=position,
        name=_words(told["name"]),
        short_name=_words(told["short"]),
        head_title=_words(told["head_title"]),
        deputy_title=_words(told["deputy_title"]),
    )


def _domain(told: Table, position: int, departments: dict[str, Department]) -> Domain:
    return Domain(
        code=told["code"],
        position=position,
        hue=told["hue"],
        name=_words(told["name"]),
        covers=_words(told["covers"]),
        departments=[departments[code] for code in told["departments"]],
    )


def _words(told: dict[str, str]) -> Words:
    return Words(vi=told["vi"], en=told["en"])


def _moment(day: date, at: time) -> datetime:
    return vietnam_time(datetime.combine(day, at))
