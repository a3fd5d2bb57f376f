"""Dates as they stand on a page."""

import re
from dataclasses import dataclass
from datetime import date

from confapp.i18n import date_words


@dataclass(frozen=True)
class Leaf:
    """A date as on the leaf of a calendar: the day large, the rest beneath."""

    day: int
    month_and_year: str
    weekday: str


def leaf(day: date) -> Leaf:
    weekday, rest = date_words(day).split(", ", 1)
    return Leaf(day.day, re.sub(r"^\D*\d+ ", "", rest), weekday)
