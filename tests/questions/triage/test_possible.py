"""The buttons that a page shows are exactly what the rules let through."""

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.questions import accepting, clarifying, ending, merging, offering, routing, splitting
from confapp.questions.triage.possible import Act, can_be_done
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of
from tests.questions.triage.moderating import OTHER, REASON, number_of, sent

STATES = [
    "sent",
    "waiting",
    "asked",
    "taken",
    "drafted",
    "submitted",
    "approved",
    "published",
    "asked_back",
    "declined",
    "merged",
    "referred",
    "split_off",
    "accepted",
]


@pytest.fixture
def in_state(app, questions, cast):
    """A question in the state, and another one that is open."""

    def made(state: str):
        other = questions.sent(OTHER)
        organiser = cast.organiser()
        if state in ("asked_back", "declined", "merged", "referred", "accepted"):
            asked = questions.sent()
            act = {"asked_back": "ask_back", "referred": "refer"}.get(state, state.rstrip("d"))
            act = {"decline": "decline", "merge": "merge", "accepte": "accept"}.get(act, act)
            told = {"domain": "bcvt"} if act == "accept" else {}
            assert sent(organiser, act, asked, other=other, **told).status_code == 303
        elif state == "split_off":
            words = "Phần thứ hai của câu hỏi về kinh phí?"
            sent(organiser, "split", questions.taken(), other_text=words)
            with app.app_context():
                asked = number_of(words)
        else:
            asked = getattr(questions, state)()
        return asked, other, organiser

    return made


def rule_of(act: Act, question, other, by):
    """Does the act with everything it asks for."""
    common = {"by": by, "at": now()}
    shtt, pc = department_of("shtt"), department_of("pc")
    away = pc if question.department is shtt else shtt
    return {
        Act.ACCEPT: lambda: accepting.accept(question, domain=question.domain, **common),
        Act.OFFER: lambda: routing.send_to(question, pc, **common),
        Act.ASK_BACK: lambda: clarifying.ask_back(question, message=REASON, **common),
        Act.DECLINE: lambda: ending.decline(
            question, reason_code="outside_scope", reason=REASON, **common
        ),
        Act.MERGE: lambda: merging.merge(question, other, reason=REASON, **common),
        Act.SPLIT: lambda: splitting.split(
            question,
            text=OTHER,
            department=away,
            other_text=OTHER,
            other_department=pc,
            **common,
        ),
        Act.MOVE: lambda: offering.move(question, away, reason=REASON, **common),
        Act.REFER: lambda: ending.refer(question, body="Bộ Nội vụ", reason=REASON, **common),
        Act.REOPEN: lambda: ending.reopen(question, note=REASON, **common),
        Act.UNMERGE: lambda: merging.unmerge(question, **common),
        Act.REJOIN: lambda: splitting.rejoin(question, **common),
    }[act]


@pytest.mark.parametrize("state", STATES)
def test_what_is_shown_is_what_the_rules_allow(app, in_state, state) -> None:
    asked, other, organiser = in_state(state)
    allowed = []
    for act in Act:
        with app.app_context():
            question, by = the_question(asked), the_user(organiser)
            try:
                rule_of(act, question, the_question(other), by)()
                allowed.append(act)
            except Refusal:
                pass
            db.session.rollback()

    with app.app_context():
        assert can_be_done(the_question(asked)) == allowed
