"""Issuing: one sequence of numbers, and a letter to each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.database import db
from confapp.errors import Refusal
from confapp.mail.models import Message
from tests.cast import SLUG


def test_everybody_who_earned_one_gets_the_next_number_by_name(attendees, issue_all, register):
    binh = attendees.of_both_sessions("Trần Thị Bình")
    an = attendees.of_both_sessions("Nguyễn Văn An")
    attendees.of_the_morning("Lê Văn Chín")

    assert issue_all() == 2
    assert issue_all() == 0
    dung = attendees.of_both_sessions("Phạm Thị Dung")
    assert issue_all() == 1

    assert register() == [(1, an), (2, binh), (3, dung)]


def test_each_gets_a_letter_with_both_addresses_in_the_language_of_the_registration(
    app, attendees, issue_all, work, code_of
):
    an = attendees.of_both_sessions("Nguyễn Văn An", email="an@example.org")
    attendees.of_both_sessions("Trần Bình", email="binh@example.org", language="en")
    attendees.of_the_morning(email="chin@example.org")

    issue_all()
    work()
    code = code_of(an)

    with app.app_context():
        letters = {letter.recipient: letter for letter in db.session.scalars(sa.select(Message))}
        assert sorted(letters) == ["an@example.org", "binh@example.org"]
        assert f"http://localhost/{SLUG}/me\n" in letters["an@example.org"].text
        assert f"http://localhost/verify/{code}\n" in letters["an@example.org"].text
        assert "001/GCN-BKHCN" in letters["an@example.org"].text
        assert "Anybody can check" in letters["binh@example.org"].text
        assert letters["binh@example.org"].subject.startswith("Certificate issued")


def test_issuing_leaves_a_trace_that_leads_to_no_line_of_the_register(
    app, attendees, issue_all, by_id
):
    an = attendees.of_both_sessions("Nguyễn Văn An")

    issue_all()

    with app.app_context():
        issued = sa.select(AuditEntry).filter_by(act="issue certificate")
        entry = db.session.scalars(issued).one()
        assert (entry.act, entry.subject, entry.user_id, entry.details) == (
            "issue certificate",
            f"registration {an}",
            by_id,
            {},
        )


def test_one_certificate_is_issued_once(attendees, issue, register):
    an = attendees.of_both_sessions()

    assert [issue(an), issue(an)] == [1, 1]
    assert register() == [(1, an)]


@pytest.mark.parametrize("how", ["of_the_morning", "of_nothing", "who_cancelled"])
def test_what_was_not_earned_is_refused(attendees, issue, register, how):
    registration_id = getattr(attendees, how)()

    with pytest.raises(Refusal):
        issue(registration_id)

    assert register() == []


def test_numbers_stay_distinct_and_consecutive_whoever_issues_at_once(
    attendees, issue, issue_all, register
):
    ids = [attendees.of_both_sessions(f"Nguyễn Văn An {number}") for number in range(12)]
    start = Barrier(6)

    def some(which: int) -> int:
        start.wait()
        return issue_all() if which < 4 else issue(ids[which])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(some, range(6)))

    rows = register()
    assert [number for number, _id in rows] == list(range(1, 13))
    assert sorted(registration_id for _number, registration_id in rows) == sorted(ids)
