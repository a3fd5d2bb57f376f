"""The certificate's paper: what is printed on it, and the sheet itself."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from textwrap import wrap
from typing import Any, Final, Self

from flask import render_template

from confapp import papers
from confapp.qr import qr_png_data_uri

STYLESHEET: Final = "papers/certificate.css"
# Millimetres between the frame's sides, and from the title down to the signature.
WIDTH: Final = 250.0
ROOM: Final = 69.0
LINE_HEIGHT: Final = 1.4 * papers.MM_PER_POINT
# Steps rather than any size, since WeasyPrint keeps each size that it has met.
NAME_SIZES: Final = (40, 36, 33, 30, 28, 26, 24, 22, 20, 18, 16)
TEXT_SIZES: Final = (14, 13, 12, 11, 10)
SALUTATION_SIZE: Final = 18
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
    def is_confirmation(self) -> bool:
        """For who only followed online: Giấy xác nhận tham dự."""
        return self.kind.casefold().startswith("giấy xác nhận")

    @property
    def headline(self) -> str:
        """The event, after "Tham dự" unless the title says that already."""
        begun = self.kind.casefold().endswith("tham dự")
        return self.event_title if begun else f"Tham dự {self.event_title}"

    @property
    def details(self) -> list[str]:
        """What stands below the name, a line each."""
        lines = [
            _labelled("Chức vụ", self.post),
            _labelled("Đơn vị công tác", self.organisation),
            _labelled("Đã tham dự", self.attended),
            "; ".join(filter(None, [_labelled("Thời gian", self.when), self._whereabouts])),
        ]
        return [line for line in lines if line]

    @property
    def _whereabouts(self) -> str:
        is_online = self.where.casefold().startswith("trực tuyến")
        return _labelled("hình thức" if is_online else "địa điểm", self.where)

    @property
    def proof(self) -> list[str]:
        """How a stranger checks the paper, a line each."""
        # The address where the code is typed in; the QR code has it with the code.
        address = self.verify_url.split("://")[-1].removesuffix(self.code).rstrip("/")
        groups = " ".join(wrap(self.code, 4))
        return [f"Số: {self.number}", f"Mã xác minh: {groups}", f"Xác minh tại: {address}"]


def print_certificate(printed: Printed, *, for_signing: bool = False) -> bytes:
    """One A4 landscape sheet as PDF/A; only a file that will be signed at once omits its warning.

    Needs an app context. Raises `papers.PaperError`.
    """
    title = f"{printed.kind} số {printed.number}"
    html = render_template(
        "certificates/certificate.html",
        title=title,
        printed=printed,
        name_size=name_size(printed),
        text_size=text_size(printed),
        issued=papers.official_date(printed.issued_on, printed.place),
        qr=qr_png_data_uri(printed.verify_url),
        proof=printed.proof if for_signing else [*printed.proof, "Bản chưa ký số"],
    )
    html = INDENTATION.sub("", html)
    return papers.render(html, stylesheet=STYLESHEET, title=title, dated=printed.issued_on)


def name_size(printed: Printed) -> int:
    """The largest size, in points, at which salutation and name stand on one line."""
    before = papers.text_width(f"{printed.salutation} ", points=SALUTATION_SIZE)
    width = WIDTH - before
    return papers.fitting_size(printed.full_name, NAME_SIZES, width=width, face="bold")


def text_size(printed: Printed) -> int:
    """The largest size, in points, at which everything between title and signature has room."""
    sizes = (points for points in TEXT_SIZES if _height(printed, points) <= ROOM)
    return next(sizes, TEXT_SIZES[-1])


def _height(printed: Printed, points: int) -> float:
    """Millimetres from the title to the last line; keep in step with certificate.css."""
    name, headline = name_size(printed), 1.15 * points
    sizes = [(printed.full_name, name, "bold"), (printed.headline, headline, "bold")]
    sizes += [(line, points, "regular") for line in ["", *printed.details]]
    return sum(
        papers.count_lines(text, points=size, width=WIDTH, face=face) * size * LINE_HEIGHT
        for text, size, face in sizes
    )


def _labelled(label: str, words: str) -> str:
    return words and f"{label}: {words}"
