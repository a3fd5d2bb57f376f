"""Those whom a list names, and the rows that name nobody."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from confapp.registration.models import IN_PERSON

MINISTRY = "ministry"
LONGEST = {"full_name": 100, "post": 150, "organisation": 150, "site": 150, "diet": 200}
Remark = tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """What the organiser says for rows that do not say it themselves."""

    mode: str = IN_PERSON
    salutation: str = ""


@dataclass
class Person:
    """A row that names somebody; what was repaired and what is wrong are codes with a word each."""

    sheet: int
    row: int
    full_name: str = ""
    salutation: str = ""
    post: str = ""
    organisation: str = ""
    province: str = ""
    phone: str = ""
    email: str = ""
    mode: str = ""
    site: str = ""
    diet: str = ""
    repairs: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        remarks = {name: [tuple(one) for one in told[name]] for name in ("repairs", "faults")}
        return cls(**(told | remarks))


@dataclass(frozen=True)
class LeftOut:
    """A row below the head that names nobody: a heading, a sum, a signature."""

    sheet: int
    row: int
    text: str
