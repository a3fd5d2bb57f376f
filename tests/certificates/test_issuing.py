"""Issuing: one sequence of numbers, the words of the day, and a letter to each."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.certificates.models import Certificate
from confapp.certificates.printing import Printed
from confapp.database import db
from confapp.errors import Refusal
from confapp.mail.models import Message
from confapp.registration.models import Registration
from tests.cast import SLUG


@pytest.fixture
def printed_for(app):
    """What stands on the certificate of a registration."""

    def printed(registration_id: int) -> Printed:
        with app.app_context():
            found = sa.select(Certificate).filter_by(registration_id=registration_id)
            return Printed.from_json(db.session.scalars(found).one().printed)

    return printed


def test_everybody_who_earned_one_gets_the_next_number_by_name(attendees, issue_all, register):
    binh = attendees.of_both_sessions("Trần Thị Bình")
    an = attendees.of_both_sessions("Nguyễn Văn An")
    attendees.of_the_morning("Lê Văn Chín")

    assert issue_all() == 2
    assert issue_all() == 0
    dung = attendees.of_both_sessions("Phạm Thị Dung")
    assert issue_all() == 1

    assert register() == [(1, an), (2, binh), (3, dung)]


def test_the_paper_says_who_attended_what_and_where(attendees, issue_all, printed_for, clock):
    an = attendees.of_both_sessions("Nguyễn Văn An", post="Phó Giám đốc")
    clock(17, 5)

    issue_all()

    printed = printed_for(an)
    code = printed.code
    assert printed == Printed(
        kind="Giấy chứng nhận",
        parent_body="",
        issuing_body="Bộ Khoa học và Công nghệ",
        number="001/GCN-BKHCN",
        salutation="Ông",
        full_name="Nguyễn Văn An",
        post="Phó Giám đốc",
        organisation="Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
        event_title=("Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương"),
        attended="Phiên buổi sáng, Phiên buổi chiều",
        when="ngày 13 tháng 11 năm 2025",
        where="Trụ sở Bộ Khoa học và Công nghệ, Hà Nội",
        place="Hà Nội",
        issued_on=date(2025, 11, 13),
        signer_lines=("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ"),
        signer_name="Nguyễn Như Quỳnh",
        verify_url=f"http://localhost/verify/{code}",
        code=code,
    )
    assert re.fullmatch("[A-Z2-7]{16}", code)


def test_who_followed_online_gets_a_confirmation_in_the_same_sequence(
    attendees, issue_all, printed_for
):
    attendees.of_both_sessions("Nguyễn Văn An")
    binh = attendees.of_both_sessions("Trần Thị Bình", mode="online", site="Sở KH&CN Lâm Đồng")

    issue_all()

    printed = printed_for(binh)
    assert (printed.kind, printed.number, printed.where) == (
        "Giấy xác nhận tham dự",
        "002/GXN-BKHCN",
        "trực tuyến, điểm cầu Sở KH&CN Lâm Đồng",
    )


def test_the_paper_keeps_its_words_when_the_registration_changes(
    app, attendees, issue_all, printed_for
):
    an = attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()

    with app.app_context():
        db.session.get_one(Registration, an).full_name = "Nguyễn Văn Khác"
        db.session.commit()

    assert printed_for(an).full_name == "Nguyễn Văn An"


def test_each_gets_a_letter_with_both_addresses_in_the_language_of_the_registration(
    app, attendees, issue_all, code_of
):
    an = attendees.of_both_sessions("Nguyễn Văn An", email="an@example.org")
    attendees.of_both_sessions("Trần Bình", email="binh@example.org", language="en")
    attendees.of_the_morning(email="chin@example.org")

    issue_all()
    code = code_of(an)

    with app.app_context():
        letters = {letter.recipient: letter for letter in db.session.scalars(sa.select(Message))}
        assert sorted(letters) == ["an@example.org", "binh@example.org"]
        assert f"http://localhost/{SLUG}/me\n" in letters["an@example.org"].text
        assert f"http://localhost/verify/{code}\n" in letters["an@example.org"].text
        assert "001/GCN-BKHCN" in letters["an@example.org"].text
        assert "Anybody can check" in letters["binh@example.org"].text
        assert letters["binh@example.org"].subject.startswith("Certificate issued")


def test_issuing_leaves_a_trace_with_the_number_and_no_name(app, attendees, issue_all, by_id):
    an = attendees.of_both_sessions("Nguyễn Văn An")

    issue_all()

    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry)).one()
        assert (entry.act, entry.subject, entry.user_id, entry.details) == (
            "issue certificate",
            f"registration {an}",
            by_id,
            {"number": "001/GCN-BKHCN"},
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
