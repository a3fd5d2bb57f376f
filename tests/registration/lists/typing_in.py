"""A list typed in without the web, with the provinces of the seed."""

import csv
from dataclasses import dataclass

from confapp.registration.lists import apart, understanding
from confapp.registration.lists.clerk import Clerk
from confapp.registration.lists.people import Choices, LeftOut, Person
from confapp.registration.lists.places import Gazetteer
from confapp.seeding import SEED


@dataclass(frozen=True)
class Province:
    code: str
    short_name: str
    full_name: str
    aliases: str


def places() -> Gazetteer:
    with (SEED / "provinces.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, dialect="excel-tab")
        names = Province.__dataclass_fields__
        return Gazetteer([Province(**{name: row[name] for name in names}) for row in rows])


def typed(content: bytes, choices: Choices | None = None) -> list[Person | LeftOut]:
    rows: list[Person | LeftOut] = []
    for number, sheet in enumerate(apart.read(content)):
        found = understanding.understood(sheet)
        if found is not None:
            clerk = Clerk(number, found.columns, places(), choices or Choices(salutation="Ông"))
            rows += clerk.typed(sheet, found.head)
    return rows


def people(content: bytes) -> list[tuple[str, ...]]:
    """What a clerk would type, row by row."""
    return [
        (p.salutation, p.full_name, p.post, p.organisation, p.province, p.phone, p.email)
        for p in typed(content)
        if isinstance(p, Person)
    ]
