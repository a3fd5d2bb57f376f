"""Acts on several questions are done with all of them or with none, and can be undone."""

import re

import pytest

from confapp.database import db
from confapp.questions import owning
from confapp.questions.intake import Intake
from confapp.questions.models import Notice
from tests.questions.conftest import the_question, the_user
from tests.questions.triage.moderating import OTHER, REASON, sent, state_of

SEVERAL = "moderate/several?act="
DECLINE = {"code": "insult", "reason": REASON}


def numbers(*asked) -> dict[str, list[str]]:
    return {"number": [str(one.number) for one in asked]}


def undone(moderator, act: str, *asked):
    of = "&".join(f"number={one.number}" for one in asked)
    return moderator.post(f"moderate/undo?act={act}&{of}&back=triage")


def test_all_are_accepted_each_where_its_words_say(app, questions, cast) -> None:
    radio = questions.sent("Thủ tục cấp giấy phép sử dụng tần số vô tuyến điện thế nào?")
    patent = questions.sent("Đăng ký nhãn hiệu, sáng chế được thực hiện tại đâu?")

    answer = cast.moderator().post(
        f"{SEVERAL}accept", numbers(radio, patent) | {"domain": "suggested"}
    )

    assert answer.status_code == 303
    with app.app_context():
        codes = [the_question(one).acceptance.domain.code for one in (radio, patent)]
    assert codes == ["tsvtd", "shtt"]


def test_if_one_refuses_nothing_is_done_and_the_row_says_why(app, questions, cast) -> None:
    free, taken = questions.sent(), questions.taken()

    answer = cast.moderator().post(f"{SEVERAL}decline", numbers(free, taken) | DECLINE)

    assert answer.status_code == 409
    assert answer.text.count('class="field-error"') == 1
    summary = answer.text.split('class="error-summary"')[1].split("</ul>")[0]
    assert f"HĐ-{taken.number:04d}" in summary
    assert f"HĐ-{free.number:04d}" not in summary
    assert re.findall(r'value="(\d+)" aria-label="HĐ-\d+" checked', answer.text) == [
        str(free.number)
    ]
    assert REASON in answer.text
    assert (state_of(app, free), state_of(app, taken)) == (Intake.SUBMITTED, Intake.OWNED)


def said_after(moderator, answer) -> str:
    page = moderator.get(answer.location).text
    return re.findall(r'<div class="toast".*?<p>(.*?)</p>', page, re.S)[-1]


def test_what_was_done_says_with_which_and_what_still_waits(questions, cast) -> None:
    one, other = questions.sent(OTHER), questions.sent(OTHER)
    posts = questions.sent("Xin hỏi về dịch vụ bưu chính và dịch vụ viễn thông")
    moderator, named = cast.moderator(), "HĐ-{0.number:04d}".format
    moderator.get("moderate/triage?lang=en")

    declined = moderator.post(f"{SEVERAL}decline", numbers(one, other) | DECLINE)
    said = [said_after(moderator, declined)]
    undone(moderator, "decline", one, other)
    fields = {"target": str(other.number), "reason": REASON}
    said += [said_after(moderator, moderator.post(f"{SEVERAL}merge", numbers(one, other) | fields))]
    sent_on = moderator.post(f"{SEVERAL}offer", numbers(other) | {"department": "pc"})
    said += [said_after(moderator, sent_on)]
    accepted = moderator.post(f"{SEVERAL}accept", numbers(posts) | {"domain": "bcvt"})

    assert said == [
        f"2 questions have been declined: {named(one)}, {named(other)}.",
        f"1 question has been merged into {named(other)}: {named(one)}.",
        f"1 question has been sent to Department of Legal Affairs: {named(other)}.",
    ]
    assert said_after(moderator, accepted) == (
        f"1 question has been accepted and waits for its department: {named(posts)}."
    )


def test_several_are_merged_into_one_of_them_and_put_apart_again(app, questions, cast) -> None:
    one, other, third = (questions.sent(OTHER) for _ in range(3))
    moderator = cast.moderator()

    fields = {"target": str(other.number), "reason": REASON}
    answer = moderator.post(f"{SEVERAL}merge", numbers(one, other, third) | fields)
    merged = [state_of(app, each) for each in (one, other, third)]
    undone(moderator, "merge", one, third)

    assert answer.status_code == 303
    assert merged == [Intake.MERGED, Intake.SUBMITTED, Intake.MERGED]
    assert {state_of(app, each) for each in (one, other, third)} == {Intake.SUBMITTED}


def test_several_are_sent_to_one_department(app, questions, cast) -> None:
    one, other = questions.sent(), questions.waiting()

    cast.moderator().post(f"{SEVERAL}offer", numbers(one, other) | {"department": "pc"})

    with app.app_context():
        assert {the_question(each).offer.department.code for each in (one, other)} == {"pc"}


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("accept", {"domain": "x"}),
        ("offer", {"department": ""}),
        ("decline", {"code": "", "reason": ""}),
        ("merge", {"target": "", "reason": ""}),
    ],
)
def test_an_empty_form_comes_back(app, questions, cast, act, fields) -> None:
    asked, other = questions.sent(), questions.sent()

    answer = cast.moderator().post(f"{SEVERAL}{act}", numbers(asked, other) | fields)

    assert answer.status_code == 422
    assert state_of(app, asked) is Intake.SUBMITTED


def test_none_chosen_and_an_unknown_act(cast) -> None:
    moderator = cast.moderator()

    assert moderator.get(f"{SEVERAL}accept").status_code == 200
    assert moderator.post(f"{SEVERAL}accept", {"domain": "suggested"}).status_code == 422
    assert moderator.get(f"{SEVERAL}publish").status_code == 404
    assert moderator.post("moderate/undo?act=publish&number=1").status_code == 404


def test_only_moderators_act_on_several(app, questions, cast, stranger) -> None:
    asked = questions.sent()
    others = [stranger, cast.delegate(asked.asker_id), cast.head("shtt"), cast.screen()]

    done = [one.post(f"{SEVERAL}decline", numbers(asked) | DECLINE).status_code for one in others]
    undoing = [undone(one, "accept", asked).status_code for one in others]

    assert (done, undoing) == ([403] * 4, [403] * 4)
    assert state_of(app, asked) is Intake.SUBMITTED


@pytest.mark.parametrize("act", ["accept", "offer", "decline", "merge"])
def test_what_was_just_done_can_be_undone_and_nobody_hears_of_it(app, questions, cast, act) -> None:
    asked, other, moderator = questions.sent(), questions.sent(OTHER), cast.moderator()

    page = moderator.get(sent(moderator, act, asked, other=other).location).text
    answer = undone(moderator, act, asked)

    assert f"moderate/undo?act={act}" in page
    assert answer.status_code == 303
    assert state_of(app, asked) is Intake.SUBMITTED
    with app.app_context():
        assert [row.news for row in db.session.query(Notice) if row.reader != "moderators"] == []


def test_an_offer_that_was_told_already_is_taken_back_with_a_word(app, questions, cast) -> None:
    asked, moderator = questions.sent(), cast.moderator()
    sent(moderator, "accept", asked)
    with app.app_context():
        for row in db.session.query(Notice):
            row.told_at = row.at
        db.session.commit()

    undone(moderator, "accept", asked)

    with app.app_context():
        assert [row.news for row in db.session.query(Notice)] == ["offered", "moved_away"]


def test_undoing_an_offer_leaves_an_earlier_acceptance(app, questions, cast, clock) -> None:
    asked, moderator = questions.sent(), cast.moderator()
    sent(moderator, "accept", asked, domain="bcvt")
    clock(9, 5)
    sent(moderator, "offer", asked, department="vt")

    undone(moderator, "offer", asked)

    assert state_of(app, asked) is Intake.ACCEPTED


def test_it_is_too_late_for_others_after_a_while_and_once_it_is_taken(
    app, questions, cast, clock
) -> None:
    asked, moderator, organiser = questions.sent(), cast.moderator(), cast.organiser()
    sent(moderator, "accept", asked)
    by_another = undone(organiser, "accept", asked).status_code
    head = cast.head("shtt")
    with app.app_context():
        question = the_question(asked)
        owning.take(question, by=the_user(head), at=question.offer.at)
        db.session.commit()
    taken = undone(moderator, "accept", asked).status_code
    late = questions.sent()
    sent(moderator, "decline", late)
    clock(9, 10)
    after_a_while = undone(moderator, "decline", late).status_code

    assert (by_another, taken, after_a_while) == (409, 409, 409)
    assert state_of(app, asked) is Intake.OWNED
    assert state_of(app, late) is Intake.DECLINED
