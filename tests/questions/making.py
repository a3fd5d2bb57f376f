"""Questions of the tests, in each state, made by the rules that the pages use."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.events.models import Department, Domain, LegalDocument
from confapp.people.models import User
from confapp.questions import accepting, answering, approving, asking, correcting, owning, routing
from confapp.questions.models import Answer, Citation, Question
from confapp.registration.models import Registration
from tests.cast import Cast, the_event
from tests.things import Things

TEXT = "Sở có được ủy quyền cho cấp phòng tiếp nhận hồ sơ hay không?"
WHY = "Căn cứ đã hết hiệu lực."
ANSWER = "Căn cứ Điều 4, đề nghị Sở:\n\n- rà soát hồ sơ;\n- báo cáo **Ủy ban nhân dân**."


@dataclass(frozen=True)
class Asked:
    """A question that was made: its id, its number in the event, and the asker's registration."""

    id: int
    number: int
    asker_id: int


class Questions:
    """Makes a question in a state, commits it, and says which it is."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.cast = Cast(app)
        self.things = Things(app)

    def asked(
        self,
        text: str = TEXT,
        *,
        domain: str = "shtt",
        shows_name: bool = False,
        asker_id: int | None = None,
        **asker: Any,
    ) -> Asked:
        """Sent; in a domain with one department a moderator has accepted it for that one."""
        asked = self.sent(text, domain=domain, shows_name=shows_name, asker_id=asker_id, **asker)
        moderator_id = self.cast.moderator().user_id
        with self.app.app_context():
            question = db.session.get_one(Question, asked.id)
            if len(question.domain.departments) == 1:
                by = db.session.get_one(User, moderator_id)
                accepting.accept(question, domain=question.domain, by=by, at=now())
                db.session.commit()
        return asked

    def sent(
        self,
        text: str = TEXT,
        *,
        domain: str = "shtt",
        shows_name: bool = False,
        asker_id: int | None = None,
        **asker: Any,
    ) -> Asked:
        """Sent, and nobody has read it yet."""
        asker_id = asker_id or self.things.registration(**asker)
        with self.app.app_context():
            question = asking.ask(
                db.session.get_one(Registration, asker_id),
                domain=domain_of(domain),
                text=text,
                shows_name=shows_name,
                submission_id=f"question-of-{asker_id}-{now().timestamp()}",
                at=now(),
            )
            db.session.commit()
            return Asked(question.id, question.number, asker_id)

    def waiting(self, text: str = TEXT, **told: Any) -> Asked:
        """Sent, and waiting for a moderator: its domain has two departments."""
        return self.asked(text, **{"domain": "bcvt"} | told)

    def sent_to(self, department: str, text: str = TEXT, **told: Any) -> Asked:
        """Sent by a moderator to one of the two departments."""
        asked = self.waiting(text, **told)
        moderator_id = self.cast.moderator().user_id
        with self.app.app_context():
            question = db.session.get_one(Question, asked.id)
            by = db.session.get_one(User, moderator_id)
            routing.send_to(question, department_of(department), by=by, at=now())
            db.session.commit()
        return asked

    def taken(self, text: str = TEXT, **told: Any) -> Asked:
        return self._brought_on(text, told, upto=1)

    def drafted(self, text: str = TEXT, **told: Any) -> Asked:
        return self._brought_on(text, told, upto=2)

    def submitted(self, text: str = TEXT, **told: Any) -> Asked:
        return self._brought_on(text, told, upto=3)

    def approved(self, text: str = TEXT, **told: Any) -> Asked:
        return self._brought_on(text, told, upto=4)

    def published(self, text: str = TEXT, **told: Any) -> Asked:
        return self._brought_on(text, told, upto=5)

    def retracted(self, text: str = TEXT, **told: Any) -> Asked:
        return self._brought_on(text, told, upto=6)

    def _brought_on(self, text: str, told: dict[str, Any], *, upto: int) -> Asked:
        answer = told.pop("answer", ANSWER)
        asked = self.asked(text, **told)
        code = self._department_of(asked)
        assistant_id = self.cast.assistant(code).user_id
        head_id = self.cast.head(code).user_id
        with self.app.app_context():
            question = db.session.get_one(Question, asked.id)
            assistant, head = (db.session.get_one(User, one) for one in (assistant_id, head_id))
            acts = [
                lambda: owning.take(question, by=assistant, at=now()),
                lambda: draft(question, answer, by=assistant),
                lambda: answering.submit_for_approval(question.answer, by=assistant, at=now()),
                lambda: approving.approve(
                    question.answer, saves_seen=question.answer.saves, by=head, at=now()
                ),
                lambda: approving.publish(question.answer, by=head, at=now()),
                lambda: correcting.retract(question, reason=WHY, by=head, at=now()),
            ]
            for act in acts[:upto]:
                act()
            db.session.commit()
        return asked

    def _department_of(self, asked: Asked) -> str:
        with self.app.app_context():
            return db.session.get_one(Question, asked.id).offer.department.code


def draft(question: Question, text: str, *, by: User, saves_seen: int = 0) -> Answer:
    """A draft that cites Điều 4 of the first decree."""
    return answering.save_draft(
        question,
        text=text,
        kind="clear",
        citations=[Citation(document=first_decree(), article="4", clause="1", point="")],
        has_no_provision=False,
        saves_seen=saves_seen,
        by=by,
        at=now(),
    )


def first_decree() -> LegalDocument:
    return db.session.scalars(sa.select(LegalDocument).order_by(LegalDocument.number)).first()


def domain_of(code: str) -> Domain:
    of_event = sa.select(Domain).filter_by(event_id=the_event().id, code=code)
    return db.session.scalars(of_event).one()


def department_of(code: str) -> Department:
    of_event = sa.select(Department).filter_by(event_id=the_event().id, code=code)
    return db.session.scalars(of_event).one()
