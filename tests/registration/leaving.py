"""Somebody who has left a trace everywhere, and what is found of them in the whole database."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2
import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.registration import tickets
from confapp.registration.models import Registration
from confapp.vietnamese import fold, name_key
from tests.cast import Browser

NAME, EMAIL, PHONE = "Khuất Mốc Kim Ngân", "moc.kimngan@mau.example.org", "0987612345"
POST, WORK, DIET = "Phó phòng Mốc Giới", "Chi cục Mốc Địa Chính", "Không ăn hến mốc"
MARKERS = (NAME, EMAIL, PHONE, "0987 612 345", POST, WORK, DIET, "mocgioi-mang-ve")


@dataclass(frozen=True)
class Trace:
    """What a delegate may have kept: the registration's number, ticket, calendar and link."""

    registration_id: int
    code: str
    calendar: str
    link: str


def trace_of(app: Flask, browser: Browser) -> Trace:
    with app.app_context():
        mine = db.session.scalars(sa.select(Registration).filter_by(email_key=EMAIL)).one()
        first = db.session.scalars(
            sa.select(Message).filter_by(recipient=EMAIL).order_by(Message.id)
        ).first()
        link = re.search(r"/sign-in/link/\S+", first.text)[0]
        number, code = mine.id, tickets.code_of(mine)
    calendar = re.search(r'/[^"]+/me/agenda\.ics\?key=[^"]+', browser.get("me").text)[0]
    return Trace(number, code, calendar, link)


def mark_first_letter_sent(app: Flask) -> None:
    with app.app_context():
        letters = sa.select(Message).filter_by(recipient=EMAIL).order_by(Message.id)
        db.session.scalars(letters).first().mark_sent(at=now())
        db.session.commit()


def found_in(text: str) -> list[str]:
    """Which of the markers stand in the text, as they are or without marks and case."""
    folded = fold(text)
    return [marker for marker in MARKERS if marker in text or fold(marker) in folded]


def found_in_database(app: Flask) -> dict[str, list[str]]:
    """The markers by table, looked for in every column of every row of every table there is."""
    with app.app_context():
        everything = sa.MetaData()
        everything.reflect(db.engine)
        assert len(everything.tables) > 40
        found = {name: _found_in_table(table) for name, table in sorted(everything.tables.items())}
        return {name: markers for name, markers in found.items() if markers}


def _found_in_table(table: sa.Table) -> list[str]:
    rows = db.session.execute(sa.select(table)).all()
    cells = [cell for row in rows for cell in row if cell is not None]
    keys = [cell for cell in cells if isinstance(cell, bytes) and name_key(NAME) in cell]
    return found_in(" ".join(map(_as_text, cells))) + ["name_key"] * len(keys)


def _as_text(cell: Any) -> str:
    if isinstance(cell, bytes):
        return _text_of_pdf(cell) if cell.startswith(b"%PDF") else cell.decode(errors="replace")
    if isinstance(cell, str) and cell.startswith(("{", "[")):
        return json.dumps(_unescaped(cell), ensure_ascii=False)
    return json.dumps(cell, ensure_ascii=False, default=str)


def _unescaped(cell: str) -> Any:
    try:
        return json.loads(cell)
    except json.JSONDecodeError:
        return cell


def _text_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
        return " ".join(" ".join(pages).split())
    finally:
        document.close()
