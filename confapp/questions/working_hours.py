"""Time as offices keep it: eight hours from Monday to Friday, and none on public holidays.

The week of forty hours: Decision No. 188/1999/QĐ-TTg; holidays and days that are moved: the
`holidays` package.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from holidays import country_holidays

from confapp.clock import in_vietnam, vietnam_time

SHIFTS = ((time(8), time(12)), (time(13), time(17)))
A_DAY = timedelta(days=1)
ENOUGH_DAYS = 366

_holidays = country_holidays("VN")


def after(moment: datetime, working: timedelta) -> datetime:
    """The moment (aware) at which that much working time has gone by.

    Raises `ValueError` for more than what about a year holds.
    """
    left = working
    for day in _days_from(moment):
        for start, end in _shifts(day):
            here = max(start, moment)
            if here >= end:
                continue
            if left <= end - here:
                return here + left
            left -= end - here
    raise ValueError("more working time than a year has")


def between(earlier: datetime, later: datetime) -> timedelta:
    """How much working time lies between two moments (aware); none if they are the other way."""
    total = timedelta()
    for day in _days_from(earlier):
        if day > in_vietnam(later).date():
            break
        for start, end in _shifts(day):
            total += max(min(end, later) - max(start, earlier), timedelta())
    return total


@cache
def is_working_day(day: date) -> bool:
    return bool(_holidays.is_working_day(day))


def _days_from(moment: datetime) -> list[date]:
    first = in_vietnam(moment).date()
    return [first + A_DAY * n for n in range(ENOUGH_DAYS)]


def _shifts(day: date) -> list[tuple[datetime, datetime]]:
    if not is_working_day(day):
        return []
    return [
        (vietnam_time(datetime.combine(day, start)), vietnam_time(datetime.combine(day, end)))
        for start, end in SHIFTS
    ]
