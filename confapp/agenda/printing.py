"""The programme on official paper: one or two A4 sheets by Nghị định 30/2020/NĐ-CP, phụ lục I."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from flask import render_template

from confapp import papers
from confapp.agenda.programme import Item, Session, Span
from confapp.clock import in_vietnam
from confapp.events.models import Event
from confapp.i18n import clock_time, date_short

STYLESHEET: Final = "papers/agenda.css"
UNNUMBERED: Final = "CTr"


@dataclass(frozen=True)
class Row:
    """One line of the table; what is thin (a break, the welcome) names nobody."""

    times: str
    title: str
    who: tuple[str, ...]
    room: str
    is_break: bool


@dataclass(frozen=True)
class Part:
    """A session with its lines."""

    title: str
    times: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """Every word on the paper; the clerk writes the number by hand before its sign."""

    parent_body: str
    issuing_body: str
    sign: str
    dated: str
    event_title: str
    when: str
    where: str
    is_tentative: bool
    parts: tuple[Part, ...]
    signer_lines: tuple[str, ...]
    signer_name: str


def sheet_of(event: Event, sessions: Sequence[Session], *, dated: date) -> Sheet:
    """The paper of the plan; what slips on the day itself is not printed."""
    issuer = event.certificate
    usual_room = _usual_room(sessions)
    return Sheet(
        parent_body=issuer["parent_body"]["vi"],
        issuing_body=issuer["issuing_body"]["vi"],
        sign=_sign(issuer["in_person"]["number_pattern"]),
        dated=papers.official_date(dated, issuer["place"]["vi"]),
        event_title=event.title.vi,
        when=_when(event, sessions),
        where=event.place.vi,
        is_tentative=event.times_are_tentative,
        parts=tuple(_part(session, usual_room) for session in sessions if session.items),
        signer_lines=tuple(line["vi"] for line in issuer["signer_form"]),
        signer_name=issuer["signer_name"],
    )


@lru_cache(maxsize=8)
def print_sheet(sheet: Sheet) -> bytes:
    """PDF/A, tagged; printed once for the same words. Raises `papers.PaperError`."""
    title = f"Chương trình {sheet.event_title}"
    html = render_template("agenda/programme_paper.html", title=title, sheet=sheet)
    return papers.render(html, stylesheet=STYLESHEET, title=title)


def _sign(pattern: str) -> str:
    """/CTr-BKHCN, after the sign of the body's other papers (…/GCN-BKHCN)."""
    body = pattern.rpartition("-")[2]
    return f"/{UNNUMBERED}-{body}" if "-" in pattern else f"/{UNNUMBERED}"


def _when(event: Event, sessions: Sequence[Session]) -> str:
    day = f"ngày {date_short(event.starts_on)}"
    if not sessions:
        return day
    starts = in_vietnam(min(session.planned.starts_at for session in sessions))
    return f"{starts.hour} giờ {starts.minute:02d}, {day}"


def _usual_room(sessions: Sequence[Session]) -> str:
    rooms = Counter(item.room.vi for session in sessions for item in session.items)
    return rooms.most_common(1)[0][0] if rooms else ""


def _part(session: Session, usual_room: str) -> Part:
    rows = tuple(_row(item, usual_room) for item in session.items if not item.is_skipped)
    return Part(session.title.vi, _times(session.planned), rows)


def _row(item: Item, usual_room: str) -> Row:
    is_thin = item.kind in ("break", "welcome")
    elsewhere = item.room.vi if item.room.vi != usual_room and not is_thin else ""
    people = (", ".join(filter(None, [one.name, one.post.vi])) for one in item.speakers)
    return Row(_times(item.planned), item.title.vi, tuple(people), elsewhere, item.kind == "break")


def _times(span: Span) -> str:
    return f"{clock_time(span.starts_at)} - {clock_time(span.ends_at)}"
