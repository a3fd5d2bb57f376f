"""What askers do on the pages of their own questions."""

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.events.models import Province
from confapp.questions import clarifying, ending, intake, supporting
from confapp.questions.intake import Intake
from confapp.questions.models import Notice
from confapp.registration.models import Registration
from tests.questions.conftest import the_question, the_user
from tests.questions.making import TEXT

MISSING = "Đề nghị nêu rõ tên thủ tục hành chính."
ADDED = "Thủ tục cấp giấy chứng nhận."
WORDS = "Thủ tục cấp giấy chứng nhận: Sở có được ủy quyền cho cấp phòng hay không?"
WHY = "Câu hỏi thuộc phạm vi của hội nghị này."
ACTS = {
    "information": {"text": TEXT, "addition": ADDED},
    "reopening": {"note": WHY},
    "withdrawal": {},
}


@pytest.fixture
def asked_back(app, questions, cast):
    asked, moderator = questions.sent(), cast.moderator()
    with app.app_context():
        by = the_user(moderator)
        clarifying.ask_back(the_question(asked), message=MISSING, by=by, at=now())
        db.session.commit()
    return asked


@pytest.fixture
def declined(app, questions, cast):
    asked, moderator = questions.sent(), cast.moderator()
    decline(app, asked, moderator)
    return asked


def decline(app, asked, moderator) -> None:
    with app.app_context():
        ending.decline(
            the_question(asked),
            reason_code="outside_scope",
            reason="Nội dung không thuộc hội nghị.",
            by=the_user(moderator),
            at=now(),
        )
        db.session.commit()


def join(app, things, asked, *, many: int) -> None:
    joining = [things.registration(f"Người Cùng Hỏi {n}") for n in range(many)]
    with app.app_context():
        for one in joining:
            by = db.session.get_one(Registration, one)
            supporting.support(the_question(asked), by=by, at=now())
        db.session.commit()


def state(app, asked) -> Intake:
    with app.app_context():
        return intake.intake(the_question(asked))


def test_what_an_asker_adds_stands_beneath_the_question(app, cast, asked_back) -> None:
    an = cast.delegate(asked_back.asker_id)
    page = an.get(f"questions/{asked_back.number}/information").text

    sent = {"text": TEXT, "addition": ADDED}
    answer = an.post(f"questions/{asked_back.number}/information", sent)

    assert MISSING in page
    assert f'<blockquote class="words-kept">{TEXT}</blockquote>' in page
    assert '<details class="enclosed">' in page
    assert answer.status_code == 303
    assert state(app, asked_back) is Intake.SUBMITTED
    with app.app_context():
        assert the_question(asked_back).text == f"{TEXT}\n\nBổ sung: {ADDED}"
        assert [one.text for one in the_question(asked_back).former_words] == [TEXT]
    assert "1 lần diễn đạt trước" in an.get(f"questions/{asked_back.number}").text


def test_an_asker_may_put_the_question_in_other_words_as_well(app, cast, asked_back) -> None:
    an = cast.delegate(asked_back.asker_id)

    an.post(f"questions/{asked_back.number}/information", {"text": WORDS, "addition": ADDED})

    with app.app_context():
        assert the_question(asked_back).text == f"{WORDS}\n\nBổ sung: {ADDED}"


@pytest.mark.parametrize(
    ("text", "addition", "field"),
    [
        ("Quá ngắn", ADDED, "text"),
        (WORDS, "", "addition"),
        (WORDS, "Ừ, có", None),
        (WORDS, "Ừ có", "addition"),
        (WORDS, "d" * 1500, "addition"),
        ("d" * 1461, ADDED, None),
        ("d" * 1462, ADDED, "addition"),
    ],
)
def test_an_addition_that_does_not_fit_stays_on_the_page(
    app, cast, asked_back, text, addition, field
) -> None:
    an, sent = cast.delegate(asked_back.asker_id), {"text": text, "addition": addition}

    answer = an.post(f"questions/{asked_back.number}/information", sent)

    if field is None:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert all(words in answer.text for words in (text, addition, MISSING, TEXT))
    assert '<details class="enclosed" open>' in answer.text
    assert state(app, asked_back) is Intake.NEEDS_INFORMATION


def test_what_comes_too_late_says_why_and_keeps_the_words(cast, asked_back) -> None:
    an, sent = cast.delegate(asked_back.asker_id), {"text": TEXT, "addition": ADDED}
    an.post(f"questions/{asked_back.number}/information", sent)

    again = sent | {"addition": f"{ADDED} Lần hai."}
    answer = an.post(f"questions/{asked_back.number}/information", again)

    assert answer.status_code == 409
    assert "Hiện không thực hiện được" in answer.text
    assert f"{ADDED} Lần hai." in answer.text


def test_what_cannot_be_done_any_more_leads_back_to_the_question(cast, asked_back) -> None:
    an, path = cast.delegate(asked_back.asker_id), f"questions/{asked_back.number}"
    assert an.get(f"{path}/reopening").status_code == 303
    an.post(f"{path}/information", {"text": TEXT, "addition": ADDED})

    late = an.get(f"{path}/information")
    page = an.get(path).text

    assert (late.status_code, late.headers["Location"].endswith(path)) == (303, True)
    assert "Hiện không thực hiện được việc này với câu hỏi." in page
    assert 'class="receipt"' not in page


def test_what_waits_for_its_asker_comes_first_in_the_own_list(questions, cast, asked_back) -> None:
    later = questions.sent(asker_id=asked_back.asker_id)

    page = cast.delegate(asked_back.asker_id).get("questions?mine=1").text

    assert page.index(f'/questions/{asked_back.number}"') < page.index(
        f'/questions/{later.number}"'
    )


def test_an_asker_has_a_declined_question_looked_at_once_more(app, cast, declined) -> None:
    an, path = cast.delegate(declined.asker_id), f"questions/{declined.number}"
    assert "Nội dung không thuộc hội nghị." in an.get(f"{path}/reopening").text
    assert f"{path}/reopening" in an.get(path).text

    assert an.post(f"{path}/reopening", {"note": WHY}).status_code == 303
    assert state(app, declined) is Intake.SUBMITTED
    decline(app, declined, cast.moderator())
    second = an.post(f"{path}/reopening", {"note": f"{WHY} Lần hai."})

    assert second.status_code == 409
    assert f"{WHY} Lần hai." in second.text
    assert f"{path}/reopening" not in an.get(path).text


def test_the_page_of_a_declined_question_says_why_and_what_can_be_done(app, cast, declined) -> None:
    an, path = cast.delegate(declined.asker_id), f"questions/{declined.number}"

    first = an.get(path).text
    an.post(f"{path}/reopening", {"note": WHY})
    decline(app, declined, cast.moderator())
    second = an.get(path).text

    why = "Ngoài phạm vi hội nghị: Nội dung không thuộc hội nghị."
    assert [f'<p class="words-kept">{why}</p>' in page for page in (first, second)] == [True, True]
    assert [f"{path}/reopening" in page for page in (first, second)] == [True, False]
    assert "đã được xem lại theo đề nghị" in second
    assert all("questions/new" in page for page in (first, second))


def test_what_was_answered_before_leads_to_the_answer(app, cast, questions) -> None:
    asked, answered = questions.sent(), questions.published()
    moderator = cast.moderator()
    with app.app_context():
        ending.decline(
            the_question(asked),
            reason_code=ending.ANSWERED_ALREADY,
            reason="Nội dung này đã được trả lời.",
            answered_by=the_question(answered),
            by=the_user(moderator),
            at=now(),
        )
        db.session.commit()

    page = cast.delegate(asked.asker_id).get(f"questions/{asked.number}").text

    reference = f"HĐ-{answered.number:04d}"
    assert f"Đã có câu trả lời tại {reference}: Nội dung này đã được trả lời." in page
    assert f'questions/{answered.number}"' in page
    assert f"Đọc câu trả lời {reference}" in page


def test_a_question_is_withdrawn_after_a_plain_question(app, cast, questions) -> None:
    asked = questions.sent()
    an, path = cast.delegate(asked.asker_id), f"questions/{asked.number}"
    page = an.get(f"{path}/withdrawal").text

    assert an.post(f"{path}/withdrawal").status_code == 303

    assert "Câu hỏi sẽ không được trả lời" in page
    assert state(app, asked) is Intake.WITHDRAWN
    assert an.post(f"{path}/withdrawal").status_code == 409


def test_with_three_others_behind_it_the_question_stays_without_the_name(
    app, cast, questions, things
) -> None:
    asked = questions.sent(shows_name=True)
    join(app, things, asked, many=3)
    an, path = cast.delegate(asked.asker_id), f"questions/{asked.number}"
    page = an.get(f"{path}/withdrawal").text

    assert an.post(f"{path}/withdrawal").status_code == 303

    assert "3 đại biểu khác cùng hỏi" in page
    assert state(app, asked) is Intake.SUBMITTED
    with app.app_context():
        assert the_question(asked).left_at is not None
        assert not the_question(asked).shows_name
    assert f"{path}/withdrawal" not in an.get(path).text
    assert an.post(f"{path}/withdrawal").status_code == 409


def test_what_a_department_has_taken_is_not_withdrawn(app, cast, questions) -> None:
    asked = questions.taken()
    an, path = cast.delegate(asked.asker_id), f"questions/{asked.number}"

    assert f"{path}/withdrawal" not in an.get(path).text
    assert an.post(f"{path}/withdrawal").status_code == 409
    assert state(app, asked) is Intake.OWNED


@pytest.mark.parametrize("act", ACTS)
def test_only_its_asker_does_this_with_a_question(app, cast, questions, things, stranger, act):
    asked = questions.sent()
    other, moderator = cast.delegate(things.registration("Trần Thị Khác")), cast.moderator()
    path = f"questions/{asked.number}/{act}"
    people = {"stranger": stranger, "other": other, "moderator": moderator}

    found = {
        name: (one.get(path).status_code, one.post(path, ACTS[act]).status_code)
        for name, one in people.items()
    }

    assert found == {"stranger": (302, 403), "other": (404, 404), "moderator": (403, 403)}
    assert other.post(f"questions/999/{act}", ACTS[act]).status_code == 404
    assert state(app, asked) is Intake.SUBMITTED


def test_moderators_hear_of_what_an_asker_did(app, cast, asked_back) -> None:
    path = f"questions/{asked_back.number}/information"
    cast.delegate(asked_back.asker_id).post(path, ACTS["information"])

    with app.app_context():
        told = db.session.execute(sa.select(Notice.reader, Notice.news)).all()
        assert ("moderators", "information_came") in [tuple(one) for one in told]


def test_people_and_provinces_behind_are_counted_once(app, cast, questions, things) -> None:
    asked = questions.published()
    with app.app_context():
        other = db.session.scalars(sa.select(Province).filter_by(short_name="Huế")).one().id
    from_hue = things.registration("Người Huế", province_id=other)
    join(app, things, asked, many=1)
    for _twice in range(2):
        cast.delegate(from_hue).post(f"questions/{asked.number}/support")

    page = cast.delegate(asked.asker_id).get(f"questions/{asked.number}").text

    assert "3 người hỏi nội dung này · 2 tỉnh" in " ".join(page.split())
