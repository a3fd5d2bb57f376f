"""The rules as the event keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from confapp.certificates import placeholders
from confapp.clock import in_vietnam
from confapp.registration.models import IN_PERSON, ONLINE

Told: TypeAlias = dict[str, Any]
MODES: Final = (IN_PERSON, ONLINE)
# One day of training is never a "chứng chỉ"; Decree 30/2020 leaves both kinds to custom.
KINDS: Final[Mapping[str, str]] = {
    "Giấy chứng nhận": "Certificate of attendance",
    "Giấy chứng nhận tham dự": "Certificate of attendance",
    "Giấy xác nhận": "Confirmation of attendance",
    "Giấy xác nhận tham dự": "Confirmation of attendance",
}
# Whoever signs on behalf of somebody: by order, as a deputy, by delegation, for a committee.
AUTHORITIES: Final = ("TL.", "KT.", "TUQ.", "TM.")


@dataclass(frozen=True)
class ModeRules:
    """What holds for who attended in one way."""

    is_issued: bool
    kind: str
    # Which sessions it takes; nothing means each one, also those that are added later.
    sessions: tuple[int, ...] | None
    number_pattern: str
    above: str
    below: str

    @classmethod
    def of(cls, told: Told, mode: str) -> "ModeRules":
        own, kind = told[mode], told[mode]["kind"]["vi"]
        sessions = own.get("sessions")
        return cls(
            is_issued=own.get("is_issued", True),
            kind=kind,
            sessions=None if sessions is None else tuple(sessions),
            number_pattern=own["number_pattern"],
            above=own.get("above") or placeholders.above_name(kind),
            below=own.get("below") or placeholders.below_name(is_online=mode == ONLINE),
        )

    def as_json(self, mode: str) -> Told:
        """What has to be kept: the wording only where it is not as it ships."""
        told: Told = {
            "is_issued": self.is_issued,
            "kind": {"vi": self.kind, "en": KINDS.get(self.kind, "")},
            "number_pattern": self.number_pattern,
        }
        if self.sessions is not None:
            told["sessions"] = list(self.sessions)
        if self.above not in {"", *map(placeholders.above_name, KINDS)}:
            told["above"] = self.above
        if self.below not in {"", placeholders.below_name(is_online=mode == ONLINE)}:
            told["below"] = self.below
        return told


def issued_on(told: Told, at: datetime) -> date:
    """The date on the paper: the one that was set, or the day of issue."""
    dated = told.get("dated_on")
    return date.fromisoformat(dated) if dated else in_vietnam(at).date()
