"""From a sheet's rows to people, as a careful clerk would type them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from confapp.forms import national_phone, plain_address
from confapp.people.models import LONGEST_NAME
from confapp.registration.lists import heads
from confapp.registration.lists.cells import Sheet
from confapp.registration.lists.people import LONGEST, MINISTRY, Choices, LeftOut, Person
from confapp.registration.lists.places import Gazetteer, is_of_the_ministry
from confapp.registration.lists.understanding import body, is_heading
from confapp.registration.models import IN_PERSON, ONLINE
from confapp.vietnamese import nfc, number_of_letters

MR, MS = "Ông", "Bà"
BEFORE_NAMES = re.compile(r"(ông|bà|mr\.?|ms\.?|mrs\.?|đ/c|đồng chí)\s*[:.]?\s+", re.IGNORECASE)
SALUTATIONS = {"ong": MR, "nam": MR, "mr": MR, "ba": MS, "nu": MS, "ms": MS, "mrs": MS}
HEADING_NUMBER = re.compile(r"^([IVXLC]+|[A-Z]|\d{1,3})([.)]\s*|$)")
SEVERAL = re.compile(r"[;,/\n|]|\s-\s|\s{2,}")


class Clerk:
    """Types in one sheet."""

    def __init__(
        self, number: int, columns: dict[int, str], places: Gazetteer, choices: Choices
    ) -> None:
        self.number, self.columns, self.places, self.choices = number, columns, places, choices
        self._heading_province = self._heading_organisation = ""

    def typed(self, sheet: Sheet, head: int) -> Iterator[Person | LeftOut]:
        """Each row below the head, in its order."""
        for row, cells in body(sheet, head):
            said = self._said(cells)
            names_somebody = heads.NAMING & said.keys() and len(said.keys() - {heads.NUMBER}) > 1
            if is_heading(cells) or not names_somebody:
                yield self._left_out(row, cells)
            else:
                yield self._person(row, cells, said, sheet)

    def _said(self, cells: Mapping[int, str]) -> dict[str, str]:
        roles = ((self.columns.get(column), text) for column, text in sorted(cells.items()))
        # Two telephones stand on two lines of a cell.
        return {
            role: _line(text.replace("\n", "; ") if role == heads.PHONE else text)
            for role, text in roles
            if role
        }

    def _left_out(self, row: int, cells: Mapping[int, str]) -> LeftOut:
        texts = list(dict.fromkeys(_line(text) for _column, text in sorted(cells.items())))
        words = [text for text in texts if not HEADING_NUMBER.fullmatch(text)]
        if len(words) == 1:
            self._note_heading(HEADING_NUMBER.sub("", words[0], count=1).strip())
        return LeftOut(self.number, row, " · ".join(texts)[:200])

    def _note_heading(self, text: str) -> None:
        found = self.places.find(text)
        self._heading_province = found.code if found else ""
        self._heading_organisation = "" if found else text[: LONGEST["organisation"]]

    def _person(
        self, row: int, cells: Mapping[int, str], said: dict[str, str], sheet: Sheet
    ) -> Person:
        person = Person(self.number, row)
        if any((row, column) in sheet.old_font for column in cells):
            person.repairs.append(("old_font", ""))
        if any(nfc(text) != text for text in cells.values()):
            person.repairs.append(("one_form", ""))
        self._name(person, said)
        self._salutation(person, said.get(heads.SALUTATION, ""))
        self._work(person, said)
        self._province(person, said.get(heads.PROVINCE, ""))
        _phone(person, said.get(heads.PHONE, ""))
        _email(person, said.get(heads.EMAIL, ""))
        self._mode(person, said)
        _refuse_long(person)
        return person

    def _name(self, person: Person, said: dict[str, str]) -> None:
        parts = (said.get(heads.FAMILY, ""), said.get(heads.GIVEN, ""))
        name = said.get(heads.NAME) or " ".join(filter(None, parts))
        before = BEFORE_NAMES.match(name)
        if before:
            person.salutation = SALUTATIONS.get(heads.plain(before[1]), "")
            name = name[before.end() :]
        if name.isupper() and " " in name:
            name = name.title()
            person.repairs.append(("capitals", name))
        person.full_name = name
        if not any(letter.isalpha() for letter in name):
            person.faults.append(("no_name", name))

    def _salutation(self, person: Person, said: str) -> None:
        person.salutation = SALUTATIONS.get(heads.plain(said), person.salutation)
        middle = person.full_name.split()[1:-1]
        if not person.salutation and ("Thị" in middle) != ("Văn" in middle):
            person.salutation = MS if "Thị" in middle else MR
            person.repairs.append(("salutation", person.salutation))
        person.salutation = person.salutation or self.choices.salutation
        if not person.salutation:
            person.faults.append(("no_salutation", ""))

    def _work(self, person: Person, said: dict[str, str]) -> None:
        person.post = said.get(heads.POST, "")
        person.organisation = said.get(heads.ORGANISATION) or self._heading_organisation
        person.faults += [
            (code, "")
            for code, text in (("no_post", person.post), ("no_organisation", person.organisation))
            if not text
        ]

    def _province(self, person: Person, said: str) -> None:
        if is_of_the_ministry(said):
            person.province = MINISTRY
        elif said:
            found = self.places.find(said)
            person.province = found.code if found else ""
            if found is None:
                person.faults.append(("unknown_province", said))
            elif found.is_renamed:
                person.repairs.append(("province", f"{said} → {found.name}"))
        else:
            self._guess_province(person)

    def _guess_province(self, person: Person) -> None:
        found = self.places.named_in(person.organisation)
        if found:
            person.province = found.code
            person.repairs.append(("province_of_work", found.name))
        elif self._heading_province:
            person.province = self._heading_province
        elif is_of_the_ministry(person.organisation):
            person.province = MINISTRY
        else:
            person.faults.append(("no_province", ""))

    def _mode(self, person: Person, said: dict[str, str]) -> None:
        words = heads.plain(said.get(heads.MODE, ""))
        is_online = "truc tuyen" in words or "online" in words
        person.mode = ONLINE if is_online else IN_PERSON if words else self.choices.mode
        person.site = said.get(heads.SITE, "") if person.mode == ONLINE else ""
        person.diet = said.get(heads.DIET, "")


def _phone(person: Person, said: str) -> None:
    numbers = [national_phone(piece) for piece in (said, *SEVERAL.split(said))]
    person.phone = next(filter(None, numbers), "")
    if said and not person.phone:
        person.faults.append(("phone", said))
    elif said and numbers[0] is None:
        person.repairs.append(("first_phone", person.phone))
    elif said and re.sub(r"\D", "", said) == person.phone[1:]:
        person.repairs.append(("zero", person.phone))


def _email(person: Person, said: str) -> None:
    pieces = re.split(r"[;,\s]+", said.removeprefix("mailto:"))
    addresses = [address for address in map(plain_address, filter(None, pieces)) if address]
    person.email = addresses[0] if addresses else ""
    if said and not person.email:
        person.faults.append(("email", said))
    elif len(addresses) > 1:
        person.repairs.append(("first_email", person.email))
    elif not said:
        person.repairs.append(("no_email", ""))


def _refuse_long(person: Person) -> None:
    name = person.full_name
    lengths = {field: len(getattr(person, field)) for field in LONGEST}
    if len(name) <= LONGEST_NAME:
        lengths["full_name"] = number_of_letters(name)
    person.faults += [
        ("long", str(most)) for field, most in LONGEST.items() if lengths[field] > most
    ]


def _line(text: str) -> str:
    """The text in one form and on one line, without what cannot be seen."""
    text = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(nfc(text).split())
