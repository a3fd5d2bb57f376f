"""A clerk types in slips and calls, and knows which slips are missing."""

import re
from itertools import count

import pypdfium2
import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Province
from confapp.people.models import User
from confapp.questions import clarifying, clusters, ending
from confapp.questions.askers import from_where
from confapp.questions.models import FormerWords, HeldSlip, Question, Slip, SlipBook, UnknownAsker
from confapp.registration.personal import purging
from tests.cast import the_event
from tests.conftest import set_clock
from tests.questions.conftest import the_question, the_user
from tests.questions.making import TEXT
from tests.questions.test_races import at_once

BASE = "/tap-huan-13-11-2025"
_numbers = count(1)


@pytest.fixture
def slip():
    """The fields of a valid slip of somebody who is not registered; arguments replace some."""

    def filled_in(**told):
        return {
            "submission_id": f"a-random-slip-{next(_numbers):08d}",
            "serial": "0007",
            "registration": "",
            "who": "Lò Văn Phiếu",
            "province": "68",
            "text": TEXT,
            "domain": "shtt",
        } | told

    return filled_in


@pytest.fixture
def book(app, cast):
    """Hands out the slips 0001 to 0010."""
    clerk_id = cast.clerk().user_id
    with app.app_context():
        made = SlipBook(
            event_id=the_event().id, first=1, last=10, handed_to="Hàng A", at=now(), by_id=clerk_id
        )
        db.session.add(made)
        db.session.commit()
        return made.id


def entered(app) -> list[tuple]:
    """Serial, channel and asker's name of what was entered, in order."""
    with app.app_context():
        rows = db.session.scalars(sa.select(Question).order_by(Question.id)).all()
        return [
            (
                one.slip.serial if one.slip else None,
                one.channel,
                one.asker.full_name if one.asker else one.unknown_asker.full_name,
            )
            for one in rows
        ]


def test_a_slip_of_a_delegate_and_one_of_a_stranger(app, cast, things, slip) -> None:
    clerk = cast.clerk()
    delegate = things.registration("Bùi Thị Nhạn")

    first = clerk.post(
        "clerk/slips",
        slip(serial="1", registration=str(delegate), who="Bà Bùi Thị Nhạn", province=""),
    )
    second = clerk.post("clerk/slips", slip(serial="0002"))

    assert (first.status_code, first.location) == (303, f"{BASE}/clerk/slips")
    assert second.status_code == 303
    assert entered(app) == [(1, "slip", "Bùi Thị Nhạn"), (2, "slip", "Lò Văn Phiếu")]
    page = clerk.get("clerk/slips").text
    assert "Đã lưu: 0002 → HĐ-0002." in page
    assert 'name="serial" type="text" value="0003"' in page
    with app.app_context():
        log = db.session.scalars(sa.select(AuditEntry).filter_by(act="ask")).all()
        assert [one.details["on_behalf_of"] for one in log] == [
            delegate,
            "somebody who is not registered",
        ]
        assert {one.user_id for one in log} == {clerk.user_id}


def test_a_name_that_finds_one_delegate_is_enough_without_scripts(app, cast, things, slip) -> None:
    things.registration("Bùi Thị Nhạn")
    things.registration("Bùi Văn Hai")
    clerk = cast.clerk()

    many = clerk.post("clerk/slips", slip(who="bui", province=""))
    none = clerk.post("clerk/slips", slip(who="khong ai", province=""))
    one = clerk.post("clerk/slips", slip(who="bui thi nhan", province=""))

    assert (many.status_code, none.status_code, one.status_code) == (422, 422, 303)
    assert 'id="who-error"' in many.text
    assert entered(app) == [(7, "slip", "Bùi Thị Nhạn")]


def test_whose_name_is_typed_is_found_before_everybody_whose_office_has_the_letters(
    cast, things
) -> None:
    office = "Trung tâm Phục vụ hành chính công Bình Nguyên, khuyến học, hải quan"
    things.registration("Nguyễn Hải Yến")
    things.registration("Vũ An", organisation=office)
    things.registration("Lò Văn An", organisation="Phòng Nguyễn Hải Yến")
    clerk = cast.clerk()

    def found(words: str) -> list[str]:
        return re.findall(r"<b>\w+ ([^<]+)</b>", clerk.get(f"clerk/delegates?q={words}").text)

    assert found("nguyen hai yen") == ["Nguyễn Hải Yến", "Lò Văn An"]
    assert found("khuyen hoc") == ["Vũ An"]
    assert found("huyen hoc") == []


def test_a_call_has_no_serial(app, cast, slip) -> None:
    fields = slip()
    fields.pop("serial")

    assert cast.clerk().post("clerk/calls", fields).status_code == 303
    assert entered(app) == [(None, "telephone", "Lò Văn Phiếu")]


def test_after_the_close_paper_is_still_entered_and_calls_are_refused(app, cast, slip) -> None:
    with app.app_context():
        the_event().questions_close_at = now()
        db.session.commit()
    set_clock(app, 9, 5)
    clerk = cast.clerk()

    assert clerk.post("clerk/slips", slip()).status_code == 303
    call = clerk.post("clerk/calls", slip(text="Câu hỏi qua điện thoại sau giờ."))
    assert call.status_code == 409
    assert "Câu hỏi qua điện thoại sau giờ." in call.text
    assert len(entered(app)) == 1


def test_a_slip_is_entered_once_and_the_field_says_as_which_question(app, cast, slip) -> None:
    clerk, form = cast.clerk(), slip()

    assert clerk.post("clerk/slips", form).status_code == 303
    assert clerk.post("clerk/slips", form).status_code == 303
    again = clerk.post("clerk/slips?lang=en", slip(text="Một câu hỏi khác trên phiếu trùng."))

    assert again.status_code == 409
    assert "Slip 0007 was entered already: HĐ-0001." in again.text
    assert 'id="serial-error"' in again.text
    assert "Một câu hỏi khác trên phiếu trùng." in again.text
    assert len(entered(app)) == 1


def test_one_slip_typed_by_many_at_once_counts_once(app, cast, slip) -> None:
    clerk_id = cast.clerk().user_id
    clerks = [cast.sign_in(clerk_id) for _ in range(4)]

    answers = at_once([lambda one=one: one.post("clerk/slips", slip()) for one in clerks])

    assert sorted(answer.status_code for answer in answers) == [303, 409, 409, 409]
    assert len(entered(app)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"serial": ""}, "serial"),
        ({"serial": "không"}, "serial"),
        ({"serial": "0"}, "serial"),
        ({"serial": "0011"}, "serial"),
        ({"who": " "}, "who"),
        ({"text": "ngắn"}, "text"),
        ({"text": "dài " * 500}, "text"),
        ({"domain": "khac"}, "domain"),
        ({"province": "khac"}, "province"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(app, cast, slip, book, wrong, field) -> None:
    answer = cast.clerk().post("clerk/slips", slip(**wrong))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert entered(app) == []


def test_an_empty_form_and_an_unknown_delegate(app, cast, slip) -> None:
    clerk = cast.clerk()

    assert clerk.post("clerk/slips").status_code == 422
    assert clerk.post("clerk/slips", slip(registration="999999")).status_code == 404
    assert entered(app) == []


PAGES = (
    "clerk/slips",
    "clerk/calls",
    "clerk/delegates?q=an",
    "clerk/suggestion",
    "clerk/books",
    "clerk/waiting",
)
FORMS = (
    "clerk/slips",
    "clerk/calls",
    "clerk/books",
    "clerk/held-slips",
    "clerk/held-slips/1/release",
    "clerk/waiting/1",
    "clerk/questions/1/name/removal",
)


def test_only_clerks_open_the_clerks_pages(cast, stranger, things, other_event_id) -> None:
    clerk = cast.clerk()
    others = [cast.moderator(), cast.head("shtt"), cast.delegate(things.registration())]

    for page in PAGES:
        assert clerk.get(page).status_code == 200
        assert stranger.get(page).status_code == 302
        assert [one.get(page).status_code for one in others] == [403] * 3
        assert clerk.get(f"/hoi-nghi-khac/{page}").status_code == 403
    for form in FORMS:
        assert stranger.post(form).status_code == 403
        assert [one.post(form).status_code for one in others] == [403] * 3
        assert clerk.post(f"/hoi-nghi-khac/{form}").status_code == 403


def test_unknown_things_are_not_found(cast) -> None:
    clerk = cast.clerk()

    assert clerk.post("clerk/held-slips/9/release").status_code == 404
    assert clerk.get("clerk/waiting/9").status_code == 404
    assert clerk.post("clerk/waiting/9", {"text": TEXT}).status_code == 404
    assert clerk.post("clerk/questions/9/name/removal").status_code == 404
    assert clerk.get("clerk/books/9.pdf").status_code == 404


def test_the_search_finds_without_marks_by_name_and_office_and_says_so_in_the_log(
    app, cast, things
) -> None:
    things.registration("Bùi Thị Nhạn")
    things.registration("Trần Văn Hai", organisation="Sở Khoa học và Công nghệ tỉnh Cà Mau")
    clerk = cast.clerk()

    by_name, by_office = (
        clerk.get("clerk/delegates?q=nhan bui"),
        clerk.get("clerk/delegates?q=ca mau"),
    )

    assert by_name.text.count('role="option"') == by_office.text.count('role="option"') == 1
    assert "Bùi Thị Nhạn" in by_name.text
    assert "Trần Văn Hai" in by_office.text
    with app.app_context():
        searches = sa.select(AuditEntry).filter_by(subject="search of delegates")
        assert len(db.session.scalars(searches).all()) == 2


def test_what_is_missing_and_what_is_withheld_is_listed(app, cast, slip, book) -> None:
    clerk = cast.clerk()
    for serial in (1, 2, 4):
        clerk.post("clerk/slips", slip(serial=str(serial)))
    for serial, kind in ((3, "withheld"), (9, "withheld"), (10, "void")):
        noted = clerk.post(
            "clerk/held-slips",
            {"held_serial": str(serial), "kind": kind, "reason": f"Lý do của phiếu {serial}."},
        )
        assert noted.status_code == 303

    page = clerk.get("clerk/books").text

    assert "0005–0008</td>" in page
    assert all(f"Lý do của phiếu {serial}." in page for serial in (3, 9, 10))
    held = clerk.post("clerk/slips?lang=en", slip(serial="3"))
    assert held.status_code == 409
    assert "Slip 0003 is noted as withheld: Lý do của phiếu 3." in held.text
    with app.app_context():
        note = db.session.scalars(sa.select(HeldSlip).filter_by(serial=3)).one().id
    assert clerk.post(f"clerk/held-slips/{note}/release").status_code == 303
    assert clerk.post(f"clerk/held-slips/{note}/release").status_code == 303
    assert clerk.post("clerk/slips", slip(serial="3")).status_code == 303


def test_an_entered_or_noted_slip_cannot_be_withheld(cast, slip, book) -> None:
    clerk = cast.clerk()
    clerk.post("clerk/slips", slip(serial="1"))
    note = {"kind": "withheld", "reason": "Đại biểu giữ lại."}

    assert clerk.post("clerk/held-slips", note | {"held_serial": "1"}).status_code == 409
    assert clerk.post("clerk/held-slips", note | {"held_serial": "2"}).status_code == 303
    assert clerk.post("clerk/held-slips", note | {"held_serial": "2"}).status_code == 409
    assert clerk.post("clerk/held-slips", note | {"held_serial": "99"}).status_code == 422
    assert clerk.post("clerk/held-slips").status_code == 422
    assert (
        clerk.post("clerk/held-slips", note | {"held_serial": "3", "kind": "x"}).status_code == 422
    )


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [("11", "20", 303), ("10", "20", 409), ("20", "11", 422), ("1000", "2000", 422), ("", "", 422)],
)
def test_books_do_not_overlap(app, cast, book, first, last, status) -> None:
    fields = {"first": first, "last": last, "handed_to": "Điểm cầu Cà Mau"}

    assert cast.clerk().post("clerk/books", fields).status_code == status
    with app.app_context():
        books = db.session.scalars(sa.select(SlipBook.first).order_by(SlipBook.first)).all()
        assert books == ([1, 11] if status == 303 else [1])


def test_the_list_of_books_takes_as_many_statements_for_one_as_for_thirty(
    app, cast, book, statements
) -> None:
    clerk = cast.clerk()
    clerk.get("clerk/books")
    statements.clear()
    clerk.get("clerk/books")
    with_one = len(statements)
    with app.app_context():
        for n in range(1, 30):
            db.session.add(
                SlipBook(
                    event_id=the_event().id,
                    first=n * 100,
                    last=n * 100 + 9,
                    handed_to="Hàng A",
                    at=now(),
                    by_id=clerk.user_id,
                )
            )
        db.session.commit()
    statements.clear()
    assert clerk.get("clerk/books").text.count("Hàng A") == 30
    assert len(statements) == with_one


def test_blank_slips_carry_their_numbers(cast, book) -> None:
    paper = cast.clerk().get(f"clerk/books/{book}.pdf")

    assert paper.status_code == 200
    document = pypdfium2.PdfDocument(paper.data)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    pages = len(document)
    document.close()
    assert pages == 3
    assert [f"{n:04d}" in words for n in range(1, 12)] == [True] * 10 + [False]


def test_a_printed_slip_has_each_label_on_one_line_and_lines_to_write_on(cast, book) -> None:
    document = pypdfium2.PdfDocument(cast.clerk().get(f"clerk/books/{book}.pdf").data)
    words = document[0].get_textpage().get_text_range()
    picture = document[0].render(scale=6).to_pil().convert("L")
    document.close()

    for label in ("Họ và tên:", "Tỉnh, thành phố hoặc đơn vị:", "Lĩnh vực:"):
        assert words.count(label) == 4
    millimetre = picture.width / 210
    down = [picture.getpixel((int(85 * millimetre), y)) < 200 for y in range(picture.height)]
    lines = [y / millimetre for y, ink in enumerate(down) if ink and not down[y - 1]]
    assert len([y for y in lines if 50 < y < 121]) == 8


def test_the_look_up_needs_the_province_and_shows_no_words(app, cast, stranger, slip) -> None:
    cast.clerk().post("clerk/slips", slip(text="Dấu riêng của phiếu chưa công bố?"))

    found = stranger.get("slips?serial=7&province=68&lang=en").text
    wrong = [
        stranger.get(f"slips?{query}&lang=en").text
        for query in ("serial=0007&province=96", "serial=0008&province=68", "serial=7x&province=68")
    ]
    alone = stranger.get("slips?serial=0007&lang=en").text

    assert "HĐ-0001" in found
    assert '<span class="state" data-tone="waiting">Sent</span>' in found
    assert "Slip 0007" in found
    assert all("No question is found under this number and province." in one for one in wrong)
    assert all("HĐ-0001" not in one for one in [*wrong, alone])
    assert all("Dấu riêng" not in one for one in [found, *wrong, alone])
    assert "Lò Văn Phiếu" not in found


def test_the_look_up_of_a_declined_slip_says_why_and_what_can_be_done(
    app, cast, stranger, slip, things
) -> None:
    asker_id = things.registration("Nguyễn Văn An")
    cast.clerk().post("clerk/slips", slip(registration=str(asker_id)))
    moderator = cast.moderator()
    with app.app_context():
        declined = db.session.scalars(sa.select(Question)).one()
        ending.decline(
            declined,
            reason_code="personal_complaint",
            reason="Lời riêng gửi người hỏi về câu hỏi.",
            by=the_user(moderator),
            at=now(),
        )
        assert declined.province is not None
        code = declined.province.code
        db.session.commit()

    path = f"slips?serial=0007&province={code}"
    of_stranger, of_asker = stranger.get(path).text, cast.delegate(asker_id).get(path).text

    assert "Khiếu nại của cá nhân" in of_stranger
    assert "questions/1/reopening" in of_stranger
    assert "questions/new" in of_stranger
    assert "Lời riêng gửi người hỏi" not in of_stranger
    assert "Khiếu nại của cá nhân: Lời riêng gửi người hỏi về câu hỏi." in of_asker
    assert stranger.get("questions/1/reopening").status_code == 302


def test_a_clerk_completes_a_question_for_its_asker(app, cast, questions) -> None:
    asked, clerk = questions.sent(), cast.clerk()
    words = "Sở có được ủy quyền cho cấp phòng tiếp nhận hồ sơ sáng chế hay không?"
    with app.app_context():
        by = db.session.get_one(User, cast.moderator().user_id)
        clarifying.ask_back(the_question(asked), message="Hồ sơ nào, xin nêu rõ.", by=by, at=now())
        db.session.commit()

    assert "Hồ sơ nào, xin nêu rõ." in clerk.get("clerk/waiting").text
    assert TEXT in clerk.get(f"clerk/waiting/{asked.number}").text
    assert clerk.post(f"clerk/waiting/{asked.number}", {"text": "ngắn"}).status_code == 422
    assert clerk.post(f"clerk/waiting/{asked.number}", {"text": words}).status_code == 303
    assert clerk.post(f"clerk/waiting/{asked.number}", {"text": words}).status_code == 409
    with app.app_context():
        assert the_question(asked).text == words
        assert [one.text for one in db.session.scalars(sa.select(FormerWords))] == [TEXT]
        log = db.session.scalars(sa.select(AuditEntry).filter_by(act="supply information")).one()
        assert (log.user_id, log.details["on_behalf_of"]) == (clerk.user_id, asked.asker_id)


def test_a_clerk_learns_nothing_of_a_question_that_waits_for_nobody(cast, questions) -> None:
    asked = questions.sent(full_name="Bùi Thị Nhạn")

    answer = cast.clerk().post(f"clerk/waiting/{asked.number}", {"text": "ngắn"})

    assert answer.status_code == 404
    assert "Nhạn" not in answer.text


def test_who_was_asked_back_is_not_called_once_the_question_has_ended(app, cast, questions) -> None:
    asked, waiting, clerk = questions.sent(), questions.sent("Hồ sơ này nộp ở đâu?"), cast.clerk()
    with app.app_context():
        by, at = db.session.get_one(User, cast.moderator().user_id), now()
        for one in map(the_question, (asked, waiting)):
            clarifying.ask_back(one, message="Hồ sơ nào, xin nêu rõ.", by=by, at=at)
        ending.decline(
            the_question(asked), reason_code="unclear", reason="Không rõ hồ sơ nào.", by=by, at=at
        )
        db.session.commit()

    page = clerk.get("clerk/waiting").text

    assert f"clerk/waiting/{waiting.number}" in page
    assert f"clerk/waiting/{asked.number}" not in page
    assert clerk.get(f"clerk/waiting/{asked.number}").status_code == 404


def test_the_first_letter_typed_finds_a_province(cast) -> None:
    page = cast.clerk().get("clerk/slips").text

    assert ">Cà Mau</option>" in page
    assert ">Tỉnh Cà Mau</option>" not in page


def test_a_stranger_on_paper_counts_as_a_person_and_a_province(app, cast, slip) -> None:
    cast.clerk().post("clerk/slips", slip())

    with app.app_context():
        question = db.session.scalars(sa.select(Question)).one()
        province = db.session.scalars(sa.select(Province).filter_by(code="68")).one()
        assert from_where(question) == province.full_name
        assert clusters.behind(question) == (1, 1)
        assert clusters.others_behind(question) == 0


def test_the_name_on_a_slip_is_shown_only_if_the_slip_says_so(app, cast, slip) -> None:
    clerk, moderator = cast.clerk(), cast.moderator()
    clerk.post("clerk/slips", slip(serial="1"))

    assert "Lò Văn Phiếu" in moderator.get("questions/1").text
    assert clerk.get("questions/1").status_code == 404


def test_the_name_on_a_slip_is_forgotten_on_wish_and_with_the_event(app, cast, slip) -> None:
    clerk = cast.clerk()
    clerk.post("clerk/slips", slip(serial="1", shows_name="y"))
    clerk.post("clerk/slips", slip(serial="2"))

    for _twice in range(2):
        assert clerk.post("clerk/questions/1/name/removal").status_code == 303

    with app.app_context():
        assert db.session.scalars(sa.select(UnknownAsker.question_id)).all() == [2]
        purging.purge(the_event(), on=the_event().personal_data_until.replace(year=2099))
        assert db.session.scalars(sa.select(UnknownAsker)).all() == []
        assert len(db.session.scalars(sa.select(Slip)).all()) == 2
