"""The kinds of legal documents that an answer may cite, from the highest force to the lowest.

They are those of Article 4 of the Law on the Promulgation of Legal Documents No. 64/2025/QH15 that
have a number; joint circulars of ministries are no longer made, but some are still in force.
"""

import re
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from confapp.events.models import LegalDocument

YEAR = r"(19|20)\d\d"
BODY = r"[A-ZĐ][A-ZĐa-z0-9.]*(-[A-ZĐ][A-ZĐa-z0-9.]*)*"


@dataclass(frozen=True)
class Kind:
    """What a kind is called, how its numbers are written, and one of them as an example.

    A kind that is cited by its name has the Vietnamese word with which each name begins.
    """

    words: LazyString
    numbers: str
    example: str
    begins: str = ""

    def can_be(self, number: str) -> bool:
        """Whether documents of this kind are numbered so."""
        return re.fullmatch(self.numbers, number, re.ASCII) is not None


KINDS = {
    "code": Kind(_l("Code"), rf"\d+/{YEAR}/QH\d+", "91/2015/QH13", begins="Bộ luật"),
    "law": Kind(_l("Law"), rf"\d+/{YEAR}/QH\d+", "50/2005/QH11", begins="Luật"),
    "ordinance": Kind(
        _l("Ordinance"), rf"\d+/{YEAR}/(PL-)?UBTVQH\d+", "02/2020/UBTVQH14", begins="Pháp lệnh"
    ),
    # The Government has numbered some of its resolutions 66.7/2025/NQ-CP.
    "resolution": Kind(
        _l("Resolution"),
        rf"\d+(\.\d+)?/({YEAR}/)?(NQ-{BODY}|(UBTV)?QH\d+)",
        "190/2025/QH15",
    ),
    "joint_resolution": Kind(
        _l("Joint resolution"), rf"\d+/{YEAR}/NQLT-{BODY}", "403/2017/NQLT-UBTVQH14-ĐCTUBTWMTTQVN"
    ),
    "decree": Kind(_l("Decree"), rf"\d+/{YEAR}/NĐ-CP", "133/2025/NĐ-CP"),
    # One that is no legal norm, such as a guide that a Cục issues, has no year in its number.
    "decision": Kind(_l("Decision"), rf"\d+/({YEAR}/)?QĐ-{BODY}", "581/QĐ-SHTT"),
    "circular": Kind(_l("Circular"), rf"\d+/{YEAR}/TT-{BODY}", "26/2020/TT-BTTTT"),
    "joint_circular": Kind(
        _l("Joint circular"), rf"\d+/{YEAR}/TTLT-{BODY}", "27/2015/TTLT-BKHCN-BTC"
    ),
}


def of(document: LegalDocument) -> Kind:
    return KINDS[document.kind]


def rank() -> sa.ColumnElement[int]:
    """Sorts the kinds as they stand in the list."""
    places = {code: place for place, code in enumerate(KINDS)}
    return sa.case(places, value=LegalDocument.kind)
