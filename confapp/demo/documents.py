"""Sample documents: handouts of the briefings, a table, and one that is not open yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

import sqlalchemy as sa
from flask import render_template

from confapp import papers, sheets
from confapp.agenda.documents import intake, names, shelves
from confapp.agenda.documents.intake import Sent
from confapp.agenda.documents.models import PUBLIC, REGISTERED, Document
from confapp.agenda.models import AgendaItem
from confapp.database import Words, db
from confapp.events.models import Event
from confapp.people.models import User

STYLESHEET = "papers/handout.css"
BRIEFINGS = 3
TASKS = [
    ("Nhiệm vụ", "Cấp thực hiện trước đây", "Cấp thực hiện hiện nay"),
    ("Tiếp nhận hồ sơ đăng ký", "Bộ Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
    ("Thẩm định điều kiện", "Bộ Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
    ("Cấp giấy chứng nhận", "Bộ Khoa học và Công nghệ", "Ủy ban nhân dân cấp tỉnh"),
]


def hand_out(event: Event, *, by: User, now: datetime) -> None:
    """Give the conference and its first briefings something to read."""
    items = db.session.scalars(shelves.draft_items(event)).all()
    briefings = [item for item in items if item.kind == "briefing"][:BRIEFINGS]
    early = now - timedelta(hours=6)
    _add(event, None, "Đề cương hội nghị.pdf", _outline(event, items), by=by, at=early)
    table = sheets.xlsx("Nhiệm vụ", TASKS[0], TASKS[1:])
    name = "Danh mục nhiệm vụ phân cấp (minh họa).xlsx"
    _add(event, None, name, table, audience=REGISTERED, by=by, at=early)
    for item in briefings:
        lines = [item.title.vi, *(speaker.post.vi for speaker in item.speakers)]
        paper = _handout(event, item.title.vi, lines)
        _add(event, item, "Tài liệu phổ biến.pdf", paper, by=by, at=early)
    end = max(item.ends_at for item in items)
    paper = _handout(event, "Kết luận hội nghị", ["Nội dung được bổ sung sau phiên bế mạc."])
    _add(event, None, "Dự thảo kết luận hội nghị.pdf", paper, opens_at=end, by=by, at=early)


def _add(
    event: Event,
    item: AgendaItem | None,
    name: str,
    content: bytes,
    *,
    audience: str = PUBLIC,
    opens_at: datetime | None = None,
    by: User,
    at: datetime,
) -> None:
    number = db.session.scalar(sa.select(sa.func.count()).select_from(Document)) or 0
    document = Document(
        event_id=event.id,
        item_id=item.id if item else None,
        submission_id=f"sample-document-{event.id}",
        position=number,
        title=Words(names.as_title(name), ""),
        audience=audience,
        opens_at=opens_at,
        uploaded_by_id=by.id,
    )
    file = intake.keep_if_fit(Sent(name, BytesIO(content)), at=at)
    intake.hold_file(document, name, file, at=at)
    db.session.add(document)
    db.session.flush()


def _outline(event: Event, items: Sequence[AgendaItem]) -> bytes:
    return _handout(event, "Đề cương hội nghị", [item.title.vi for item in items])


def _handout(event: Event, title: str, lines: list[str]) -> bytes:
    html = render_template("agenda/handout_paper.html", event=event, title=title, lines=lines)
    return papers.render(html, stylesheet=STYLESHEET, title=title, dated=event.starts_on)
