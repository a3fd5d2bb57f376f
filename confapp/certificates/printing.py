"""The certificate's paper: what is printed on it, and the sheet itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from textwrap import wrap
from typing import Any, Final, Self, TypeAlias

from flask import render_template

from confapp import papers
from confapp.certificates import placeholders
from confapp.qr import qr_on_paper

STYLESHEET: Final = "papers/certificate.css"
# Millimetres between the frame's sides, and from the title down to the signature.
WIDTH: Final = 250.0
ROOM: Final = 69.0
LINE_HEIGHT: Final = 1.4 * papers.MM_PER_POINT
# Steps rather than any size, since WeasyPrint keeps each size that it has met.
NAME_SIZES: Final = (40, 36, 33, 30, 28, 26, 24, 22, 20, 18, 16)
HEADING_SIZE: Final = 13
ISSUER_WIDTH: Final = 76.0
RULES: Final = (7, 10, 14, 20, 28)
TEXT_SIZES: Final = (14, 13, 12, 11, 10)
SALUTATION_SIZE: Final = 18
HEADLINE: Final = 1.15
UNSIGNED: Final = "Bản chưa ký số"
SPECIMEN: Final = "Bản xem thử, không có giá trị"
Line: TypeAlias = tuple[str, float, str]
# WeasyPrint makes a box of each blank between two tags: a twenty-fifth of the sheet's time.
INDENTATION: Final = re.compile(r"(?<=>)\s*\n\s*(?=<)")


@dataclass(frozen=True)
class Printed:
    """Every word on a certificate, kept as it was printed; an empty one leaves its line out."""

    kind: str
    parent_body: str
    issuing_body: str
    number: str
    salutation: str
    full_name: str
    post: str
    organisation: str
    event_title: str
    attended: str
    when: str
    where: str
    place: str
    issued_on: date
    signer_lines: tuple[str, ...]
    signer_name: str
    verify_url: str
    code: str
    # The lines above and below the name, with their placeholders; empty: as they ship.
    above: str = ""
    below: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "issued_on": self.issued_on.isoformat(),
            "signer_lines": list(self.signer_lines),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        issued_on = date.fromisoformat(stored["issued_on"])
        signer_lines = tuple(stored["signer_lines"])
        return cls(**{**stored, "issued_on": issued_on, "signer_lines": signer_lines})

    @property
    def headlines(self) -> list[str]:
        """What stands above the name, a line each; the first stands out."""
        above = self.above or placeholders.above_name(self.kind)
        return placeholders.lines_of(above, self._words)

    @property
    def details(self) -> list[str]:
        """What stands below the name, a line each."""
        is_online = self.where.casefold().startswith("trực tuyến")
        below = self.below or placeholders.below_name(is_online=is_online)
        return placeholders.lines_of(below, self._words)

    @property
    def _words(self) -> dict[str, str]:
        return {
            "event": self.event_title,
            "body": self.issuing_body,
            "post": self.post,
            "organisation": self.organisation,
            "sessions": self.attended,
            "when": self.when,
            "where": self.where,
        }

    @property
    def proof(self) -> list[str]:
        """How a stranger checks the paper, a line each."""
        # The address where the code is typed in; the QR code has it with the code.
        address = self.verify_url.split("://")[-1].removesuffix(self.code).rstrip("/")
        groups = " ".join(wrap(self.code, 4))
        return [f"Số: {self.number}", f"Mã xác minh: {groups}", f"Xác minh tại: {address}"]


def print_certificate(
    printed: Printed, *, for_signing: bool = False, warning: str = UNSIGNED
) -> bytes:
    """One A4 landscape sheet as PDF/A; only a file that will be signed at once omits its warning.

    Needs an app context. Raises `papers.PaperError`.
    """
    title = f"{printed.kind} số {printed.number}"
    points = text_size(printed)
    html = render_template(
        "certificates/certificate.html",
        title=title,
        printed=printed,
        rule=rule_length(printed),
        name_size=name_size(printed),
        text_size=points,
        headlines=list(_balanced(_headlines(printed, points))),
        details=list(_balanced(_details(printed, points))),
        issued=papers.official_date(printed.issued_on, printed.place),
        qr=qr_on_paper(printed.verify_url),
        proof=printed.proof if for_signing else [*printed.proof, warning],
    )
    html = INDENTATION.sub("", html)
    to_sign = f"Chữ ký số của {printed.issuing_body}" if for_signing else ""
    return papers.render(
        html, stylesheet=STYLESHEET, title=title, dated=printed.issued_on, to_sign=to_sign
    )


def rule_length(printed: Printed) -> int:
    """Millimetres of the rule under the issuing body: a third to a half of its text.

    Decree 30/2020, annex I, section II.2.
    """
    words = printed.issuing_body.upper()
    width = min(papers.text_width(words, points=HEADING_SIZE, face="bold"), ISSUER_WIDTH)
    return next(length for length in RULES if length >= width / 3)


def name_size(printed: Printed) -> int:
    """The largest size, in points, at which salutation and name stand on one line."""
    before = papers.text_width(f"{printed.salutation} ", points=SALUTATION_SIZE)
    width = WIDTH - before
    return papers.fitting_size(printed.full_name, NAME_SIZES, width=width, face="bold")


def text_size(printed: Printed) -> int:
    """The largest size, in points, at which everything between title and signature has room."""
    return next((size for size in TEXT_SIZES if has_room(printed, size)), TEXT_SIZES[-1])


def has_room(printed: Printed, points: int) -> bool:
    """Whether everything between title and signature has room at this size."""
    name = (printed.full_name, float(name_size(printed)), "bold")
    lines = [name, *_headlines(printed, points), *_details(printed, points)]
    height = sum(
        papers.count_lines(text, points=size, width=WIDTH, face=face) * size * LINE_HEIGHT
        for text, size, face in lines
    )
    return height <= ROOM


def _headlines(printed: Printed, points: int) -> list[Line]:
    """The lines above the name with their sizes and faces; keep in step with certificate.css."""
    first, *others = printed.headlines or [""]
    return [(first, HEADLINE * points, "bold"), *((line, points, "regular") for line in others)]


def _details(printed: Printed, points: int) -> list[Line]:
    return [(line, points, "regular") for line in printed.details]


def _balanced(lines: list[Line]) -> Iterator[str]:
    """Each text with line ends where they leave its lines about equally long."""
    for text, size, face in lines:
        yield papers.balanced(text, points=size, width=WIDTH, face=face)
