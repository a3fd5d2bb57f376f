"""The organisers' rules about questions, and two moderators at the same moment."""

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.questions.intake import Intake
from confapp.questions.models import Acceptance
from tests.cast import the_event
from tests.questions.test_races import at_once
from tests.questions.triage.moderating import sent, state_of

RULES = {
    "questions_close_at": "2025-11-13T16:00",
    "answer_within_hours": "24",
    "reads_all_answers": "y",
}


def test_an_organiser_sets_the_rules_and_the_log_says_what_was_before(app, cast) -> None:
    answer = cast.organiser().post("organise/questions", RULES)

    assert answer.status_code == 303
    with app.app_context():
        event = the_event()
        entry = db.session.scalars(sa.select(AuditEntry).filter_by(act="set question rules")).one()
        assert (event.answer_within_hours, event.offers_at_once) == (24, False)
        assert (event.reads_all_answers, f"{event.questions_close_at:%H:%M}") == (True, "09:00")
        assert entry.details["answer_within_hours"] == [16, 24]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("questions_close_at", ""),
        ("questions_close_at", "hôm nay"),
        ("answer_within_hours", ""),
        ("answer_within_hours", "0"),
        ("answer_within_hours", "401"),
        ("answer_within_hours", "một"),
    ],
)
def test_a_wrong_rule_is_refused_at_its_field(app, cast, name, wrong) -> None:
    answer = cast.organiser().post("organise/questions", RULES | {name: wrong})

    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    with app.app_context():
        assert the_event().answer_within_hours == 16


def test_rules_as_they_were_leave_no_trace(app, cast) -> None:
    organiser = cast.organiser()

    for _ in range(2):
        organiser.post("organise/questions", RULES)

    with app.app_context():
        entries = db.session.query(AuditEntry).filter_by(act="set question rules").count()
        assert entries == 1


def test_only_organisers_set_the_rules(app, cast, stranger) -> None:
    others = [stranger, cast.moderator(), cast.head("shtt")]

    assert [one.post("organise/questions", RULES).status_code for one in others] == [403] * 3
    with app.app_context():
        assert the_event().answer_within_hours == 16


def test_without_the_rule_an_accepted_question_waits_for_its_department(
    app, questions, cast
) -> None:
    asked = questions.sent()
    cast.organiser().post("organise/questions", RULES)

    sent(cast.moderator(), "accept", asked)

    assert state_of(app, asked) is Intake.ACCEPTED


def test_of_two_moderators_at_once_one_accepts_and_the_other_is_told(app, questions, cast) -> None:
    asked = questions.sent()
    browsers = [cast.moderator(), cast.organiser()]

    answers = at_once([lambda one=one: sent(one, "accept", asked) for one in browsers])

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    [told] = [answer.text for answer in answers if answer.status_code == 409]
    assert f"HĐ-{asked.number:04d}" in told
    with app.app_context():
        assert db.session.query(Acceptance).count() == 1


def test_two_merges_in_a_ring_leave_one_question_open(app, questions, cast) -> None:
    one, other = questions.sent(), questions.sent()
    first, second = cast.moderator(), cast.organiser()

    answers = at_once(
        [
            lambda: sent(first, "merge", one, other=other),
            lambda: sent(second, "merge", other, other=one),
        ]
    )

    assert sorted(answer.status_code for answer in answers) in ([303, 409], [303, 422])
    states = sorted([state_of(app, one), state_of(app, other)])
    assert states == [Intake.MERGED, Intake.SUBMITTED]
