"""Whether there is room for all on a list: organisers may go beyond it when they know it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from confapp.events.models import Event, Province
from confapp.registration import place_rules, quotas
from confapp.registration.lists.comparing import READY
from confapp.registration.lists.models import DelegateList
from confapp.registration.models import IN_PERSON, ONLINE


@dataclass(frozen=True)
class Shortage:
    """So many on the list for fewer places."""

    called: str
    asked: int
    left: int


def shortages(sent: DelegateList, event: Event, *, at: datetime) -> list[Shortage]:
    """Where the list asks for more than is left: in all, and by province."""
    people = [one["person"] for one in sent.findings if one["state"] == READY]
    modes = Counter(person["mode"] for person in people)
    provinces = Counter(one["province"] for one in people if one["mode"] == IN_PERSON)
    return [*_in_all(modes, event, at=at), *_by_province(provinces, event, at=at)]


def _in_all(modes: Counter[str], event: Event, *, at: datetime) -> Iterator[Shortage]:
    for mode, called in ((IN_PERSON, _("In person")), (ONLINE, _("Online"))):
        left = quotas.places_of(event, mode, at=at).left
        if left is not None and modes[mode] > left:
            yield Shortage(called, modes[mode], left)


def _by_province(asked: Counter[str], event: Event, *, at: datetime) -> Iterator[Shortage]:
    if not asked:
        return
    for body, left in _left_by_province(place_rules.delegations(event, at=at)):
        if asked[body.code] > left:
            yield Shortage(body.short_name, asked[body.code], left)


def _left_by_province(
    delegations: Iterable[place_rules.Delegation],
) -> Iterator[tuple[Province, int]]:
    for one in delegations:
        if isinstance(one.body, Province) and one.most is not None:
            yield one.body, max(0, one.most - one.taken)
