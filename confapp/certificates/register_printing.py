"""The register on official paper: A4 landscape by Nghị định 30/2020/NĐ-CP, phụ lục I."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import render_template
from markupsafe import Markup

from confapp import papers
from confapp.certificates.models import Certificate
from confapp.certificates.paper_states import PaperState, state_of
from confapp.clock import in_vietnam
from confapp.events.models import Event
from confapp.i18n import date_short

STYLESHEET: Final = "papers/register.css"
WITHOUT_SIGNATURE: Final = {
    PaperState.UNSIGNED: "chưa ký số",
    PaperState.FAILED: "chưa lập được tệp",
    PaperState.WAITING: "chưa lập tệp",
    PaperState.NONE: "không có tệp",
    PaperState.GONE: "không lưu tệp",
}


@dataclass(frozen=True)
class Line:
    """One certificate; the remark says what became of it and of its paper."""

    number: str
    name: str
    post: str
    organisation: str
    kind: str
    issued_on: str
    remark: Markup


@dataclass(frozen=True)
class Sheet:
    """Every word on the paper."""

    parent_body: str
    issuing_body: str
    dated: str
    event_title: str
    when: str
    is_whole: bool
    lines: tuple[Line, ...]
    signer_lines: tuple[str, ...]
    signer_name: str


def sheet_of(
    event: Event, certificates: Sequence[Certificate], *, dated: date, is_whole: bool
) -> Sheet:
    """The paper with these lines, which are all there are or some that were searched for."""
    issuer = event.certificate
    return Sheet(
        parent_body=issuer["parent_body"]["vi"],
        issuing_body=issuer["issuing_body"]["vi"],
        dated=papers.official_date(dated, issuer["place"]["vi"]),
        event_title=event.title.vi,
        when=papers.official_date(event.starts_on),
        is_whole=is_whole,
        lines=tuple(_line(certificate) for certificate in certificates),
        signer_lines=tuple(line["vi"] for line in issuer["signer_form"]),
        signer_name=issuer["signer_name"],
    )


def print_sheet(sheet: Sheet) -> bytes:
    """PDF/A, tagged. Raises `papers.PaperError`."""
    title = f"Sổ cấp giấy chứng nhận {sheet.event_title}"
    html = render_template("certificates/register_paper.html", title=title, sheet=sheet)
    return papers.render(html, stylesheet=STYLESHEET, title=title)


def _line(certificate: Certificate) -> Line:
    printed = certificate.printed
    return Line(
        number=printed["number"],
        name=f"{printed['salutation']} {printed['full_name']}".strip(),
        post=printed["post"],
        organisation=printed["organisation"],
        kind=printed["kind"],
        issued_on=date_short(certificate.dated_on),
        remark=_remark(certificate),
    )


def _of_paper(certificate: Certificate) -> str:
    signed = certificate.signed_file
    if signed is not None:
        return f"đã ký số ngày {date_short(in_vietnam(signed.signed_at))}"
    return WITHOUT_SIGNATURE[state_of(certificate)]


def _of_other(words: str, other: Certificate) -> Markup:
    """Its number stays on one line."""
    return Markup("{} <span>{}</span>").format(words, other.written_number)


def _remark(certificate: Certificate) -> Markup:
    former, successor = certificate.supersedes, certificate.successor
    remarks = [_of_other("thay thế số", former)] if former else []
    if certificate.revocation is not None:
        day = date_short(in_vietnam(certificate.revocation.at))
        remarks.append(Markup("thu hồi ngày {}").format(day))
    if successor is not None:
        remarks.append(_of_other("được thay thế bằng số", successor))
    remark = Markup("; ").join([*remarks, _of_paper(certificate)])
    return remark[:1].upper() + remark[1:]
