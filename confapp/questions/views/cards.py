"""Cards on paper of a department's open questions."""

import sqlalchemy as sa
from flask import Response
from flask_babel import force_locale

from confapp import audit
from confapp.access import admit
from confapp.clock import now
from confapp.database import db
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.people.visiting import visitor
from confapp.questions import cards, desk, policy
from confapp.questions.views.blueprint import questions
from confapp.questions.views.finding import asked_department


@questions.get("/desk/cards.pdf")
@admit(policy.may_open_desk)
def cards_on_paper() -> Response:
    department, at = asked_department(), now()
    rows = desk.open_of(department)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
    printed = db.session.scalars(rows.limit(cards.MOST)).all()
    with force_locale("vi"):
        pack = cards.pack_of(department, printed, more=max(0, total - cards.MOST), at=at)
    subject, name = f"cards of department {department.id}", f"Thẻ câu hỏi {pack.short_name}.pdf"
    audit.note_reading(subject, user_id=visitor().id, event_id=current_event().id, act="print")
    db.session.rollback()  # no transaction is open while the paper is made
    return as_download(cards.print_cards(pack), "application/pdf", name)
