"""What moderators and organisers do with a question, from its page."""

import re
from datetime import timedelta

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.questions import owning
from confapp.questions.intake import Intake
from confapp.questions.models import Question
from tests.cast import the_event
from tests.questions.conftest import the_question, the_user
from tests.questions.triage.moderating import FORMS, OTHER, REASON, number_of, sent, state_of


def test_accepting_sends_it_to_the_domains_only_department_at_once(app, questions, cast) -> None:
    asked, moderator = questions.sent(), cast.moderator()

    answer = sent(moderator, "accept", asked)

    assert answer.status_code == 303
    with app.app_context():
        question = the_question(asked)
        assert (question.acceptance.by_id, question.acceptance.domain.code) == (
            moderator.user_id,
            "shtt",
        )
        assert question.offer.department.code == "shtt"
    assert "Cục Sở hữu trí tuệ" in moderator.get(answer.location).text


def test_accepting_without_an_only_department_asks_for_one(app, questions, cast) -> None:
    asked, moderator = questions.sent(), cast.moderator()

    sent(moderator, "accept", asked, domain="bcvt")

    assert state_of(app, asked) is Intake.ACCEPTED
    assert 'name="offer-department"' in moderator.get(f"moderate/questions/{asked.number}").text


def test_accepting_keeps_what_was_suggested_and_how_sure_that_was(app, questions, cast) -> None:
    asked = questions.sent("Thủ tục cấp giấy phép sử dụng tần số vô tuyến điện thế nào?")

    sent(cast.moderator(), "accept", asked, domain="shtt")

    with app.app_context():
        acceptance = the_question(asked).acceptance
        suggested = {domain.id: domain.code for domain in the_event().domains}
        assert suggested[acceptance.suggested_domain_id] == "tsvtd"
        assert acceptance.score > 1


def test_sending_it_to_a_department_names_who_assists_and_when_it_is_due(
    app, questions, cast
) -> None:
    asked = questions.sent()

    sent(
        cast.moderator(),
        "offer",
        asked,
        department="pc",
        assisting=["shtt", "vt"],
        due_at="2025-11-20T10:30",
    )

    with app.app_context():
        offer = the_question(asked).offer
        assert offer.department.code == "pc"
        assert sorted(one.code for one in offer.assisting) == ["shtt", "vt"]
        assert f"{offer.due_at:%d %H:%M}" == "20 03:30"


def test_asking_back_declining_and_opening_again(app, questions, cast) -> None:
    asked, moderator = questions.sent(), cast.moderator()

    sent(moderator, "ask_back", asked)
    waits = state_of(app, asked)
    sent(moderator, "decline", asked, code="unclear")
    declined = state_of(app, asked)
    sent(moderator, "reopen", asked)

    assert (waits, declined) == (Intake.NEEDS_INFORMATION, Intake.DECLINED)
    assert state_of(app, asked) is Intake.SUBMITTED


def test_declining_what_is_answered_already_names_the_answer(app, questions, cast) -> None:
    published, asked, moderator = questions.published(), questions.sent(), cast.moderator()

    without = sent(moderator, "decline", asked, code="answered_already")
    unknown = sent(moderator, "decline", asked, code="answered_already", words="không có gì")
    named = sent(moderator, "decline", asked, code="answered_already", words=str(published.number))

    assert [without.status_code, unknown.status_code, named.status_code] == [422, 422, 303]
    with app.app_context():
        assert the_question(asked).ending.target_id == published.id


def test_an_open_question_does_not_answer_another(app, questions, cast) -> None:
    open_one, asked = questions.sent(), questions.sent()

    answer = sent(
        cast.moderator(), "decline", asked, code="answered_already", words=str(open_one.number)
    )

    assert answer.status_code == 422
    assert state_of(app, asked) is Intake.SUBMITTED


def test_merging_by_number_by_words_and_by_choice(app, questions, cast) -> None:
    target = questions.sent(OTHER)
    first, second, third = (questions.sent() for _ in range(3))
    moderator = cast.moderator()

    sent(moderator, "merge", first, words=f"HĐ-{target.number:04d}", picked=str(target.number))
    sent(moderator, "merge", second, words="kinh phi tap huan", picked=str(target.number))
    sent(moderator, "merge", third, words="", picked=str(target.number))

    with app.app_context():
        assert {the_question(one).ending.target_id for one in (first, second, third)} == {target.id}


@pytest.mark.parametrize(("others", "field"), [(0, "words"), (1, "picked")])
def test_into_which_question_is_asked_for_at_a_field_that_can_say_it(
    questions, cast, others, field
) -> None:
    asked, *_others = [questions.sent() for _ in range(1 + others)]

    answer = sent(cast.moderator(), "merge", asked, words="", picked="")

    assert answer.status_code == 422
    assert re.findall(r'id="merge-(\w+)-error"', answer.text) == [field]
    assert ('id="merge-picked"' in answer.text) == bool(others)


def test_what_words_find_is_shown_before_it_is_merged_into(app, questions, cast) -> None:
    target, asked, moderator = questions.taken(OTHER), questions.sent(), cast.moderator()
    typed = {"words": "kinh phi tap huan", "reason": REASON}

    shown = sent(moderator, "merge", asked, picked="", **typed)
    looked = sent(moderator, "merge", asked, picked=str(target.number), look="y", **typed)
    before = state_of(app, asked)
    merged = sent(moderator, "merge", asked, picked=str(target.number), **typed)

    assert [shown.status_code, looked.status_code, merged.status_code] == [200, 200, 303]
    form = shown.text.split('id="act-merge"')[1].split("</form>")[0]
    assert f"HĐ-{target.number:04d} · {OTHER}" in form
    assert (
        f'checked id="merge-picked-0" name="merge-picked" type="radio" value="{target.number}"'
        in form
    )
    facts = re.search(r'"merge-target-facts"><span[^>]*>(.*?)</span> (.*?)</span>', form)
    assert facts[1] == "Đơn vị đã tiếp nhận"
    assert re.match(r"1 người .*1 tỉnh, thành phố", facts[2])
    assert 'value="kinh phi tap huan"' in form
    assert REASON in form
    assert "error" not in form
    assert before is Intake.SUBMITTED
    assert state_of(app, asked) is Intake.MERGED


def test_what_was_seen_for_other_words_is_shown_anew(app, questions, cast) -> None:
    seen, meant = questions.sent(OTHER), questions.sent("Xin hỏi về tem bưu chính")
    asked, moderator = questions.sent(), cast.moderator()

    answer = sent(moderator, "merge", asked, words="tem buu chinh", picked=str(seen.number))

    assert answer.status_code == 200
    assert f'type="radio" value="{meant.number}"' in answer.text
    assert state_of(app, asked) is Intake.SUBMITTED


def test_only_answered_already_asks_where_and_no_reason_is_chosen_before(
    app, questions, cast
) -> None:
    asked, moderator = questions.sent(), cast.moderator()

    form = moderator.get(f"moderate/questions/{asked.number}").text.split('id="act-decline"')[1]
    unchosen = sent(moderator, "decline", asked, code="").text
    other_reason = sent(moderator, "decline", asked, code="insult", words="không có gì")

    assert " checked" not in form.split("</form>")[0]
    assert 'class="group only-answered"' in form
    assert 'id="decline-code-error"' in unchosen
    assert 'id="decline-picked-error"' not in unchosen
    assert other_reason.status_code == 303
    assert state_of(app, asked) is Intake.DECLINED


def by_one_press(page: str) -> tuple[list[str], list[str]]:
    """The departments that one press sends the question to, and what the key `a` chooses."""
    at_once = re.findall(r'name="offer-department" value="(\w+)"', page)
    return at_once, re.findall(r'name="[\w-]+" value="(\w+)" aria-keyshortcuts="a"', page)


def test_of_two_departments_the_suggested_one_is_one_key_away(app, questions, cast) -> None:
    named = questions.sent(
        "Doanh nghiệp chậm thu hồi cáp viễn thông cũ trên cột điện thì xử lý ra sao?"
    )
    both = questions.sent(
        "Thanh tra dịch vụ bưu chính và dịch vụ viễn thông cùng một đợt được không?"
    )
    one = questions.sent("Đăng ký nhãn hiệu, sáng chế được thực hiện tại đâu?")
    moderator = cast.moderator()

    def acts(asked) -> tuple[list[str], list[str]]:
        return by_one_press(moderator.get(f"moderate/questions/{asked.number}").text)

    assert acts(named) == (["vt", "bc"], ["vt"])
    assert acts(both) == (["bc", "vt"], [])
    assert acts(one) == ([], ["shtt"])
    sent(moderator, "accept", both, domain="bcvt")
    assert acts(both) == (["bc", "vt"], [])
    assert sent(moderator, "offer", named, department="vt").status_code == 303
    with app.app_context():
        question = the_question(named)
        assert (question.domain.code, question.offer.department.code) == ("bcvt", "vt")


def test_who_gave_it_back_is_not_one_key_away_again(app, questions, cast) -> None:
    asked = questions.sent("Xin hỏi về thu hồi cáp viễn thông cũ trên cột điện?")
    moderator = cast.moderator()
    sent(moderator, "offer", asked, department="vt")
    head = cast.head("vt")
    with app.app_context():
        owning.give_back(
            the_question(asked),
            reason_code="joint_work",
            reason="Cần nhiều đơn vị cùng làm rõ.",
            by=the_user(head),
            at=now(),
        )
        db.session.commit()

    assert by_one_press(moderator.get(f"moderate/questions/{asked.number}").text) == (["bc"], [])


def test_words_that_several_questions_hold_ask_which_one(questions, cast) -> None:
    one, other, asked = questions.sent(OTHER), questions.sent(OTHER), questions.sent()
    moderator = cast.moderator()

    unclear = sent(moderator, "merge", asked, words="kinh phí")
    clear = sent(moderator, "merge", asked, words="kinh phí", picked=str(other.number))

    assert unclear.status_code == 422
    assert f"HĐ-{one.number:04d} · " in unclear.text
    assert 'value="kinh phí"' in unclear.text
    assert clear.status_code == 303


def test_putting_apart_gives_the_question_its_state_back(app, questions, cast) -> None:
    target, asked, moderator = questions.sent(OTHER), questions.taken(), cast.moderator()
    sent(moderator, "merge", asked, other=target)

    answer = sent(moderator, "unmerge", asked)

    assert answer.status_code == 303
    assert state_of(app, asked) is Intake.OWNED


def test_splitting_and_undoing_the_split(app, questions, cast) -> None:
    asked, moderator = questions.taken(), cast.moderator()

    answer = sent(moderator, "split", asked, text="Câu thứ nhất hỏi về thẩm quyền?")
    with app.app_context():
        child = number_of(OTHER)
        words = [the_question(asked).text, the_question(child).offer.department.code]
    rejoined = sent(moderator, "rejoin", child)

    assert (answer.status_code, rejoined.status_code) == (303, 303)
    assert words == ["Câu thứ nhất hỏi về thẩm quyền?", "pc"]
    assert state_of(app, child) is Intake.MERGED


def test_moving_an_owned_question_frees_it_from_its_owner(app, questions, cast) -> None:
    asked = questions.taken()

    sent(cast.moderator(), "move", asked)

    with app.app_context():
        question = the_question(asked)
        assert (question.offer.department.code, question.is_owned) == ("pc", False)


def test_an_organiser_refers_it_out_of_the_ministry(app, questions, cast) -> None:
    asked = questions.sent()

    refused = sent(cast.moderator(), "refer", asked)
    done = sent(cast.organiser(), "refer", asked)

    assert (refused.status_code, done.status_code) == (403, 303)
    assert state_of(app, asked) is Intake.REFERRED


def test_what_two_departments_returned_only_an_organiser_sends_on(app, questions, cast) -> None:
    asked, moderator = questions.sent(), cast.moderator()
    for code in ("shtt", "pc"):
        sent(moderator, "offer", asked, department=code)
        head = cast.head(code)
        with app.app_context():
            owning.give_back(
                the_question(asked),
                reason_code="joint_work",
                reason="Cần nhiều đơn vị cùng làm rõ.",
                by=the_user(head),
                at=now(),
            )
            db.session.commit()

    page = moderator.get("moderate/triage").text
    refused = [
        sent(moderator, "offer", asked, department="vt").status_code,
        moderator.post(f"questions/{asked.number}/offer", {"department_id": "1"}).status_code,
    ]

    assert "Cần nhiều đơn vị cùng làm rõ." in page
    assert 'name="offer-department"' not in page
    assert refused == [403, 403]
    assert sent(cast.organiser(), "offer", asked, department="vt").status_code == 303


@pytest.mark.parametrize("act", FORMS)
def test_only_moderators_act_from_these_pages(app, questions, cast, stranger, act) -> None:
    asked = questions.taken() if act in ("split", "move") else questions.sent()
    other, before = questions.sent(OTHER), None
    before = state_of(app, asked)
    others = [
        stranger,
        cast.delegate(asked.asker_id),
        cast.head("shtt"),
        cast.assistant("shtt"),
        cast.screen(),
        cast.desk(),
    ]

    assert [sent(one, act, asked, other=other).status_code for one in others] == [403] * 6
    assert state_of(app, asked) is before


@pytest.mark.parametrize("act", FORMS)
def test_an_unknown_question_is_not_found(questions, cast, act) -> None:
    questions.sent()
    noun, fields = FORMS[act]

    answer = cast.organiser().post(f"moderate/questions/99/{noun}", fields)

    assert answer.status_code == 404


@pytest.mark.parametrize("act", FORMS)
def test_a_question_of_another_event_is_not_found(
    app, questions, cast, other_event_id, act
) -> None:
    asked, organiser = questions.sent(), cast.organiser()
    with app.app_context():
        db.session.get_one(Question, asked.id).event_id = other_event_id
        db.session.commit()

    assert sent(organiser, act, asked).status_code == 404


@pytest.mark.parametrize("act", [one for one in FORMS if one not in ("unmerge", "rejoin")])
def test_an_empty_form_comes_back_with_its_errors_and_nothing_done(
    app, questions, cast, act
) -> None:
    asked = questions.sent()
    noun, fields = FORMS[act]

    answer = cast.organiser().post(
        f"moderate/questions/{asked.number}/{noun}", dict.fromkeys(fields, "")
    )

    assert answer.status_code == 422
    assert 'class="field-error"' in answer.text or 'class="error-summary"' in answer.text
    assert state_of(app, asked) is Intake.SUBMITTED


@pytest.mark.parametrize(
    ("act", "name"),
    [("ask_back", "message"), ("decline", "reason"), ("refer", "reason")],
)
def test_too_few_words_are_refused_at_their_field_and_kept(questions, cast, act, name) -> None:
    asked = questions.sent()

    answer = sent(cast.organiser(), act, asked, **{name: "Quá ngắn gọn"})

    assert answer.status_code == 422
    assert f'id="{act}-{name}-error"' in answer.text
    assert "Quá ngắn gọn" in answer.text


def test_what_comes_too_late_is_refused_with_the_state_and_the_words_kept(questions, cast) -> None:
    asked = questions.published()

    answer = sent(cast.moderator(), "decline", asked)

    assert answer.status_code == 409
    assert REASON in answer.text
    assert f"HĐ-{asked.number:04d}" in answer.text


@pytest.mark.parametrize("act", ["accept", "decline", "refer"])
def test_the_same_act_twice_is_refused_the_second_time(questions, cast, act) -> None:
    asked, organiser = questions.sent(), cast.organiser()

    answers = [sent(organiser, act, asked).status_code for _ in range(2)]

    assert answers == [303, 409]


def test_a_due_time_in_the_past_is_refused_at_its_field(questions, cast) -> None:
    asked = questions.sent()

    answer = sent(cast.moderator(), "offer", asked, due_at="2025-11-12T08:00")

    assert answer.status_code == 422
    assert 'id="offer-due_at-error"' in answer.text


def test_sending_keeps_the_event_s_working_hours(app, questions, cast) -> None:
    asked = questions.sent()

    sent(cast.moderator(), "offer", asked)

    with app.app_context():
        offer = the_question(asked).offer
        assert offer.due_at - offer.at == timedelta(days=4)
