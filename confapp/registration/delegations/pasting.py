"""Understanding what a focal point pastes from a spreadsheet, with or without its head."""

from collections.abc import Callable, Iterator

from confapp.forms import national_phone
from confapp.registration.lists import heads
from confapp.registration.lists.cells import Sheet
from confapp.registration.lists.clerk import SALUTATIONS, Clerk
from confapp.registration.lists.people import MINISTRY, Choices, LeftOut, Person
from confapp.registration.lists.places import Gazetteer
from confapp.registration.lists.text_file import sheet_of
from confapp.registration.lists.understanding import understood
from confapp.registration.models import FocalPoint

# Columns that nothing tells apart are taken in the order of the form that offices fill in.
USUAL_ORDER = (heads.NAME, heads.POST, heads.ORGANISATION, heads.NOTE)
ABOUT_WHERE = {"no_province", "unknown_province"}


def people_in(
    text: str, *, focal_point: FocalPoint, places: Gazetteer, choices: Choices, work: str
) -> list[Person | LeftOut]:
    """Each row, as of this delegation; `work` is where those work whose row does not say it.

    Raises `Unreadable` for what is no table.
    """
    sheet = sheet_of(text)
    found = understood(sheet)
    head, columns = (found.head, found.columns) if found else (-1, guessed(sheet))
    rows = list(Clerk(0, columns, places, choices).typed(sheet, head))
    for row in rows:
        if isinstance(row, Person):
            take_in_delegation(row, focal_point, work=work)
    return rows


def guessed(sheet: Sheet) -> dict[int, str]:
    """The role of each column by what stands in it, where no row names the columns."""
    columns: dict[int, str] = {}
    free = iter(USUAL_ORDER)
    for column in sorted({column for cells in sheet.rows.values() for column in cells}):
        texts = [cells[column] for cells in sheet.rows.values() if column in cells]
        role = next((role for role, holds in _told_apart() if _mostly(holds, texts)), "")
        if not role or role in columns.values():
            role = next(free, heads.NOTE)
        columns[column] = role
    return columns


def take_in_delegation(person: Person, focal_point: FocalPoint, *, work: str) -> None:
    """Let the person belong to the delegation; a row that says otherwise is wrong."""
    ours = focal_point.province.code if focal_point.province else MINISTRY
    person.faults = [fault for fault in person.faults if fault[0] not in ABOUT_WHERE]
    person.repairs = [told for told in person.repairs if told[0] != "province_of_work"]
    if person.province not in ("", ours):
        person.faults.append(("other_delegation", ""))
    person.province = ours
    if not person.organisation and work:
        person.organisation = work
        person.faults.remove(("no_organisation", ""))


def _told_apart() -> Iterator[tuple[str, Callable[[str], bool]]]:
    # Also a wrong address is one: its row says so.
    yield heads.EMAIL, lambda text: "@" in text
    yield heads.PHONE, lambda text: national_phone(text) is not None
    yield heads.SALUTATION, lambda text: heads.plain(text) in SALUTATIONS
    yield heads.NUMBER, lambda text: text.rstrip(".)").isdigit() and len(text) < 5


def _mostly(holds: Callable[[str], bool], texts: list[str]) -> bool:
    return 2 * sum(map(holds, texts)) > len(texts)
