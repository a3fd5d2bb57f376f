"""What waits for moderators, one question large and the list beside it."""

import re

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.questions import offering, owning
from confapp.questions.triage import waiting
from confapp.questions.triage.waiting import Why, why
from tests.cast import the_event
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of
from tests.questions.triage.moderating import OTHER, REASON, sent

ONWARD = "/tap-huan-13-11-2025/moderate/triage?question="


@pytest.fixture
def returned(app, questions, cast):
    """A question that its department gave back, naming another one."""
    asked, head = questions.asked(), cast.head("shtt")
    with app.app_context():
        owning.give_back(
            the_question(asked),
            reason_code="another_department",
            reason=REASON,
            named=department_of("pc"),
            by=the_user(head),
            at=now(),
        )
        db.session.commit()
    return asked


def rows_of(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'name="number" value="(\d+)"', page)]


def test_each_says_why_it_waits(app, questions, cast, returned, clock) -> None:
    new, accepted, reopened = (questions.sent() for _ in range(3))
    moderator = cast.moderator()
    sent(moderator, "accept", accepted, domain="bcvt")
    sent(moderator, "decline", reopened)
    sent(moderator, "reopen", reopened)
    lapsing = questions.asked()
    at = clock(9, 30)
    with app.app_context():
        for question in db.session.scalars(offering.lapsed(at=at)).all():
            offering.expire(question, at=at)
        db.session.commit()

        asked = [new, accepted, returned, reopened, lapsing]
        assert [why(the_question(one)) for one in asked] == [
            Why.NEW,
            Why.ACCEPTED,
            Why.RETURNED,
            Why.REOPENED,
            Why.LAPSED,
        ]


def test_a_returned_question_shows_the_reason_and_suggests_who_was_named(cast, returned) -> None:
    page = cast.moderator().get(f"moderate/triage?question={returned.number}").text

    assert REASON in page
    assert re.search(r'<option selected value="pc">', page)


def test_the_list_holds_what_waits_and_nothing_else(questions, cast) -> None:
    first, second = questions.sent(), questions.sent()
    questions.taken()
    questions.published()

    page = cast.moderator().get("moderate/triage").text

    assert rows_of(page) == [first.number, second.number]
    assert f'id="the-question">{OTHER}' not in page


def test_after_an_act_the_next_one_comes_and_after_the_last_the_first(questions, cast) -> None:
    first, second, third = (questions.sent() for _ in range(3))
    moderator = cast.moderator()

    def declined(asked):
        fields = {"decline-code": "insult", "decline-reason": REASON}
        path = f"moderate/questions/{asked.number}/refusal?back=triage"
        return moderator.post(path, fields).location

    assert declined(second) == f"{ONWARD}{third.number}"
    assert declined(third) == f"{ONWARD}{first.number}"
    assert declined(first) == "/tap-huan-13-11-2025/moderate/triage"


def test_an_accepted_question_without_a_department_stays_before_the_moderator(
    questions, cast
) -> None:
    asked = questions.sent()
    questions.sent()

    answer = cast.moderator().post(
        f"moderate/questions/{asked.number}/acceptance?back=triage", {"accept-domain": "bcvt"}
    )

    assert answer.location == f"{ONWARD}{asked.number}"


def test_nothing_waiting_says_so_and_leads_on(cast) -> None:
    page = cast.moderator().get("moderate/triage").text

    assert 'class="empty"' in page
    assert "moderate/questions" in page


def test_a_sure_suggestion_is_the_default_and_says_why(questions, cast) -> None:
    questions.sent("Thủ tục cấp giấy phép sử dụng tần số vô tuyến điện thế nào?")

    page = cast.moderator().get("moderate/triage").text

    assert re.search(r'primary large" name="accept-domain" value="tsvtd"', page)
    assert "tần số vô tuyến điện" in page[page.index('class="suggested"') :]


def test_an_unsure_suggestion_leaves_the_choice_to_the_moderator(questions, cast) -> None:
    questions.sent("Giá vé xem bóng đá ở sân vận động là bao nhiêu?", domain="chung")

    page = cast.moderator().get("moderate/triage").text

    assert "primary large" not in page
    assert page.count('name="accept-domain"') == 6


def test_similar_open_questions_are_on_top_of_the_picker(questions, cast) -> None:
    asked = questions.sent(OTHER)
    close = questions.sent("Nguồn kinh phí tập huấn cho cấp xã được lấy từ đâu, theo nguồn nào?")
    questions.sent()

    page = cast.moderator().get(f"moderate/triage?question={asked.number}").text

    assert re.findall(r'name="merge-picked"[^>]*value="(\d+)"', page) == [str(close.number)]


def test_only_moderators_and_organisers_see_the_triage(questions, cast, stranger) -> None:
    asked = questions.sent("Câu hỏi chỉ người điều hành đọc được?")
    paths = [
        "moderate/triage",
        "moderate/triage/count",
        "moderate/questions",
        "moderate/questions.csv",
        "moderate/questions.xlsx",
        f"moderate/questions/{asked.number}",
        "moderate/several?act=accept&number=1",
    ]
    insiders = [cast.moderator(), cast.organiser()]
    others = [cast.delegate(asked.asker_id), cast.head("shtt"), cast.screen(), cast.desk()]

    for path in paths:
        assert [one.get(path).status_code for one in insiders] == [200, 200]
        assert [one.get(path).status_code for one in others] == [403] * 4
        assert stranger.get(path).status_code == 302


@pytest.mark.parametrize("path", ["moderate/triage?question=99", "moderate/questions/99"])
def test_an_unknown_question_has_no_page(cast, path) -> None:
    assert cast.moderator().get(path).status_code == 404


def test_the_count_is_asked_again_only_after_a_change(questions, cast) -> None:
    questions.sent()
    moderator = cast.moderator()
    before = moderator.get("moderate/triage/count")

    same = moderator.get("moderate/triage/count", headers={"If-None-Match": before.headers["ETag"]})
    questions.sent()
    after = moderator.get(
        "moderate/triage/count", headers={"If-None-Match": before.headers["ETag"]}
    )

    assert (same.status_code, after.status_code) == (304, 200)
    assert "2" in after.text


def test_the_page_takes_as_many_statements_for_thirty_as_for_one(
    questions, cast, things, statements
) -> None:
    moderator = cast.moderator()

    def count(path: str) -> int:
        moderator.get(path)
        del statements[:]
        moderator.get(path)
        return len(statements)

    questions.sent(OTHER)
    questions.sent(OTHER)
    paths = ["moderate/triage?question=1", "moderate/questions", "moderate/questions/1"]
    few = [count(path) for path in paths]
    for _ in range(28):
        questions.sent(OTHER)

    assert [count(path) for path in paths] == few


def test_before_and_after_go_round(app, questions) -> None:
    first, second = questions.sent(), questions.sent()
    with app.app_context():
        one, other = the_question(first), the_question(second)
        assert (waiting.after(one), waiting.before(one)) == (other, other)
        assert waiting.number_of(the_event()) == 2
