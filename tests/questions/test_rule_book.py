"""Every state × act × role of the rule book, against the running rules."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import Base, db
from confapp.errors import Refusal
from confapp.hall import stage
from confapp.hall.models import Turn
from confapp.people.models import User
from confapp.questions import asking, clarifying, ending, merging, offering, states
from confapp.questions.intake import Intake
from confapp.questions.models import Question
from tests.questions.making import TEXT, department_of, domain_of
from tests.questions.people import everybody, registration_of
from tests.questions.rule_book import ACTS, NEEDS_AN_ANSWER, WORDS, Act, Stand

OWNED = {"has_offer": True, "intake": Intake.OWNED}
BESIDES = {
    "submitted": ([], Stand(Intake.SUBMITTED)),
    "accepted": (["accept"], Stand(Intake.ACCEPTED)),
    "offered": (["offer"], Stand(Intake.OFFERED, has_offer=True)),
    "owned": (["take"], Stand(**OWNED)),
    "drafted": (["draft"], Stand(**OWNED, answer="draft")),
    "in review": (["hand in"], Stand(**OWNED, answer="in review")),
    "approved": (["approve"], Stand(**OWNED, answer="approved")),
    "published": (["publish"], Stand(**OWNED, answer="published")),
    "correction drafted": (["begin correction"], Stand(**OWNED, answer="correction drafted")),
    "correction in review": (["hand in"], Stand(**OWNED, answer="correction in review")),
}
ORDER = list(BESIDES)
ASIDE = {
    "declined": ("submitted", Stand(Intake.DECLINED)),
    "withdrawn": ("accepted", Stand(Intake.WITHDRAWN)),
    "merged": ("drafted", Stand(Intake.MERGED, answer="draft", has_offer=True)),
    "referred": ("drafted", Stand(Intake.REFERRED, answer="draft", has_offer=True)),
    "asked back": ("submitted", Stand(Intake.NEEDS_INFORMATION)),
}
Facts = dict[str, list[tuple]]
STAGES = ("queued", "live")
STANDS = [
    *[(name, "") for name in ORDER],
    *[(name, aside) for aside, (name, _stand) in ASIDE.items()],
    ("offered", "asked back"),
    *[(name, stage) for name in ORDER[1 : ORDER.index("published")] for stage in STAGES],
]


@pytest.fixture
def people(app, things) -> Iterator[dict[str, User]]:
    with app.app_context():
        yield everybody(things)
        db.session.rollback()


@pytest.fixture
def brought(people) -> Callable[[str, str], tuple[Question, Stand]]:
    """A question that was brought to a state, as the rule book allows, and where it stands."""

    def bring(name: str, more: str) -> tuple[Question, Stand]:
        _asked(people, "Câu hỏi khác của đại biểu, vẫn đang mở?")
        question, stand = _asked(people, TEXT), BESIDES[name][1]
        for step in ORDER[1 : ORDER.index(name) + 1]:
            _step(question, BESIDES[step][0][0], people)
        if more in STAGES:
            _raise(question, more, people)
            return question, Stand(stand.intake, stand.answer, more, stand.has_offer)
        return (question, _put_aside(question, more, stand, people)) if more else (question, stand)

    return bring


@pytest.mark.parametrize(("name", "more"), STANDS, ids=lambda one: one or "-")
def test_each_act_is_allowed_exactly_as_the_rule_book_says(people, brought, name, more) -> None:
    question, stand = brought(name, more)
    # Whoever took it may take it again, which changes nothing: test_desk.py.
    roles = {role: user for role, user in people.items() if role != "colleague"}
    found, written, facts = {}, {}, _facts()

    for act_name, act in ACTS.items():
        for role, user in roles.items():
            found[act_name, role] = _outcome(question, act_name, act, user, facts)
            written[act_name, role] = _as_written(stand, act, role)

    assert {key: value for key, value in found.items() if value != written[key]} == {}
    assert len(found) == len(ACTS) * len(roles)


def test_the_state_of_each_stand_is_the_same_in_statements(people, brought) -> None:
    for name, more in STANDS:
        question, _stand = brought(name, more)
        db.session.flush()
        column = sa.select(states.place_column()).where(Question.id == question.id)

        assert db.session.scalar(column) == states.place(question)
        db.session.rollback()
        for role, user in people.items():
            people[role] = db.session.merge(user)


def _as_written(stand: Stand, act: Act, role: str) -> int:
    """What an answer to this role would be: done, the wrong person, or the wrong state."""
    post = "assistant" if role == "deputy without delegation" else role
    if post not in act.who(stand):
        return 403
    return 200 if act.is_possible(stand) else 409


def _outcome(question: Question, name: str, act: Act, user: User, facts: Facts) -> int:
    """Tries it and undoes it; whoever is refused finds all facts as they were."""
    if not act.may(user, question):
        return 403
    if name in NEEDS_AN_ANSWER and question.answer is None:
        return 409
    attempt = db.session.begin_nested()
    refusal = _refusal_of(lambda: act.do(question, user, now()))
    if refusal is not None:
        assert (refusal.status, _facts()) == (409, facts)
        assert str(refusal.sentence)
    attempt.rollback()
    return 409 if refusal else 200


def _refusal_of(attempt: Callable[[], object]) -> Refusal | None:
    try:
        attempt()
    except Refusal as refusal:
        return refusal
    return None


def _facts() -> Facts:
    """Every row that says something about a question."""
    db.session.flush()
    tables = [
        t for t in Base.metadata.sorted_tables if t.name.startswith(("question", "hall_turn"))
    ]
    return {
        table.name: sorted(map(tuple, db.session.execute(sa.select(table))), key=repr)
        for table in tables
    }


def _asked(people: dict[str, User], text: str) -> Question:
    question = asking.ask(
        registration_of(people["asker"]),
        domain=domain_of("shtt"),
        text=text,
        shows_name=False,
        submission_id=f"rule-book-{text[:8]}-{now().timestamp()}",
        at=now(),
    )
    question.event.offers_at_once = False
    db.session.flush()
    return question


def _step(question: Question, step: str, people: dict[str, User]) -> None:
    names = {"accept": "A4 accept", "take": "A11 take"}
    by = {"accept": "moderator", "take": "colleague", "draft": "colleague", "hand in": "colleague"}
    if step == "offer":
        offering.offer(question, department_of("shtt"), by=people["moderator"], at=now())
    else:
        ACTS[names.get(step, step)].do(question, people[by.get(step, "head")], now())
    db.session.flush()


def _raise(question: Question, more: str, people: dict[str, User]) -> None:
    ACTS["queue"].do(question, people["moderator"], now())
    turn = db.session.scalars(sa.select(Turn).filter_by(question_id=question.id)).one()
    if more == "live":
        stage.take_live(turn, by=people["moderator"], at=now())


def _put_aside(question: Question, more: str, stand: Stand, people: dict[str, User]) -> Stand:
    moderator, told = people["moderator"], {"at": now()}
    if more == "asked back":
        clarifying.ask_back(question, message=WORDS, by=moderator, **told)
        return Stand(Intake.NEEDS_INFORMATION, stand.answer, "", stand.has_offer)
    if more == "declined":
        ending.decline(question, reason_code="unclear", reason=WORDS, by=moderator, **told)
    elif more == "withdrawn":
        ending.withdraw(question, by=people["asker"], **told)
    elif more == "referred":
        ending.refer(question, body="Bộ Nội vụ", reason=WORDS, by=people["organiser"], **told)
    else:
        other = db.session.scalars(sa.select(Question).where(Question.id != question.id)).first()
        merging.merge(question, other, reason=WORDS, by=moderator, **told)
    db.session.flush()
    return ASIDE[more][1]
