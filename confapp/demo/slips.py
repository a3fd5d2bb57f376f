"""Sample slips of paper: a book that was handed out, some entered, some withheld or void."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User
from confapp.questions.models import HeldSlip, Question, Slip, SlipBook
from confapp.questions.slips import VOID, WITHHELD

FIRST, LAST = 1, 20
HELD = (
    (5, WITHHELD, "Đại biểu xin giữ lại để bổ sung số liệu."),
    (8, WITHHELD, "Đoàn chủ tọa giữ lại để trả lời trực tiếp."),
    (11, VOID, "Phiếu viết hỏng, đã phát phiếu khác."),
)


def hand_out(event: Event, *, clerk: User, now: datetime) -> None:
    """Note the book and its slips; the last questions of the day came on paper."""
    handed_out_at = now - timedelta(hours=5)
    db.session.add(
        SlipBook(
            event_id=event.id,
            first=FIRST,
            last=LAST,
            handed_to="Hội trường, hàng ghế A đến D",
            at=handed_out_at,
            by_id=clerk.id,
        )
    )
    newest = sa.select(Question).filter_by(event_id=event.id).order_by(Question.number.desc())
    for serial, question in enumerate(db.session.scalars(newest.limit(4)), start=FIRST):
        question.channel, question.entered_by_id = "slip", clerk.id
        question.slip = Slip(event_id=event.id, serial=serial)
    for serial, kind, reason in HELD:
        note = HeldSlip(event_id=event.id, serial=serial, kind=kind, reason=reason, at=now)
        note.by = clerk
        db.session.add(note)
