"""Letters that people can live with: at once what matters, the rest once an hour, none at night."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.people.models import User
from confapp.questions import clarifying, ending, merging, splitting
from confapp.questions.models import Notice, Offer, Question, Retraction, Support
from confapp.questions.notices import sweep, to_askers
from confapp.questions.telling import ASKER, News, tell
from tests.conftest import set_clock
from tests.questions.conftest import the_question
from tests.questions.making import ANSWER, TEXT
from tests.racing import at_once

REASON = "Nội dung này không thuộc phạm vi hội nghị."
SWEEPS = (
    sweep.let_offers_lapse,
    sweep.tell_askers,
    sweep.tell_staff,
    sweep.say_what_is_due_today,
)


@pytest.fixture
def sweep_all(app):
    """Lets the worker look once; gives the new letters as (recipient, subject, text)."""
    seen: set[int] = set()

    def look(*sweeps) -> list[tuple[str, str, str]]:
        with app.app_context():
            for one in sweeps or SWEEPS:
                one()
            letters = db.session.scalars(sa.select(Message).order_by(Message.id)).all()
            new = [one for one in letters if one.id not in seen]
            seen.update(one.id for one in new)
            return [(one.recipient, one.subject, one.text) for one in new]

    return look


@pytest.fixture
def act(app, cast):
    """Lets the moderator do something with a question."""
    moderator_id = cast.moderator().user_id

    def done(asked, rule, **told) -> None:
        with app.app_context():
            question = the_question(asked)
            rule(question, by=db.session.get_one(User, moderator_id), at=now(), **told)
            db.session.commit()

    return done


@pytest.fixture
def merge(act):
    """Lets the moderator merge one question into another."""

    def done(asked, target) -> None:
        act(
            asked,
            lambda question, **told: merging.merge(
                question,
                db.session.get_one(Question, target.id),
                reason="Cùng một nội dung hỏi.",
                **told,
            ),
        )

    return done


def recipients(letters) -> list[str]:
    return sorted(recipient for recipient, *_ in letters)


def email_of(app, asked) -> str:
    with app.app_context():
        return the_question(asked).asker.email


@pytest.mark.parametrize(
    ("rule", "told", "subject", "words"),
    [
        (
            clarifying.ask_back,
            {"message": "Đề nghị nêu rõ thủ tục nào."},
            "Đề nghị bổ sung câu hỏi HĐ-0001",
            "Đề nghị nêu rõ thủ tục nào.",
        ),
        (
            ending.decline,
            {"reason_code": "outside_scope", "reason": REASON},
            "Câu hỏi HĐ-0001 không được tiếp nhận",
            REASON,
        ),
        (
            ending.refer,
            {"body": "Bộ Tài chính", "reason": REASON},
            "Câu hỏi HĐ-0001 được chuyển đến cơ quan khác",
            "Bộ Tài chính",
        ),
    ],
)
def test_who_asked_is_told_once_and_of_what_can_be_undone_when_it_stands(
    app, questions, act, sweep_all, rule, told, subject, words
) -> None:
    asked = questions.sent()
    act(asked, rule, **told)
    if rule is ending.decline:
        assert sweep_all() == []
        set_clock(app, 9, 3)

    [letter] = sweep_all()

    assert letter[:2] == (email_of(app, asked), subject)
    assert words in letter[2]
    assert TEXT in letter[2]
    assert f"http://localhost/tap-huan-13-11-2025/questions/{asked.number}" in letter[2]
    assert sweep_all() == []


def test_nobody_is_written_to_at_night_and_nothing_is_lost(questions, act, sweep_all) -> None:
    set_clock(questions.app, 20, 30)
    asked = questions.sent()
    act(asked, clarifying.ask_back, message="Đề nghị nêu rõ thủ tục nào.")
    set_clock(questions.app, 21, 0)
    assert sweep_all() == []
    set_clock(questions.app, 5, 59, day=(2025, 11, 14))
    assert sweep_all() == []
    set_clock(questions.app, 6, 1, day=(2025, 11, 14))
    assert len(sweep_all()) == 1


def test_everybody_behind_a_question_hears_of_the_answer_once(
    app, cast, things, questions, merge, sweep_all
) -> None:
    target, same = questions.approved(), questions.sent()
    merge(same, target)
    set_clock(app, 9, 3)
    supporter = things.registration(email="cung-hoi@example.org")
    with app.app_context():
        for question_id in (target.id, same.id):
            db.session.add(Support(question_id=question_id, registration_id=supporter, at=now()))
        db.session.commit()
    sweep_all()
    cast.head("shtt").post(f"desk/{target.number}/publication")

    letters = sweep_all()

    askers = [email_of(app, target), email_of(app, same), "cung-hoi@example.org"]
    assert recipients(letters) == sorted(askers)
    assert all(ANSWER in text for *_, text in letters)
    assert sweep_all() == []


def test_a_text_that_was_retracted_before_the_letter_is_not_sent(
    app, cast, questions, sweep_all
) -> None:
    asked, head = questions.approved(), cast.head("shtt")
    sweep_all()
    head.post(f"desk/{asked.number}/publication")
    with app.app_context():
        question = the_question(asked)
        question.published_answer.publication.retraction = Retraction(
            at=now(), by_id=head.user_id, reason="Văn bản đã hết hiệu lực."
        )
        tell(question, News.RETRACTED, ASKER, by=None, at=now())
        db.session.commit()

    [letter] = sweep_all()

    assert letter[0] == email_of(app, asked)
    assert "Văn bản đã hết hiệu lực." in letter[2]
    assert ANSWER not in letter[2]


def test_a_merge_and_its_undoing_are_told_once_they_stand(
    app, questions, merge, act, sweep_all
) -> None:
    target, same = questions.sent(), questions.sent()
    merge(same, target)
    assert sweep_all() == []
    set_clock(app, 9, 3)
    [merged] = sweep_all()
    act(same, merging.unmerge)
    assert sweep_all() == []
    set_clock(app, 9, 6)
    [apart] = sweep_all()

    assert merged[0] == apart[0] == email_of(app, same)
    assert target.number == 1
    assert "HĐ-0001" in merged[2]


def test_of_a_merge_that_was_undone_before_its_letter_nobody_hears(
    app, questions, merge, act, sweep_all
) -> None:
    target, same = questions.sent(), questions.sent()
    merge(same, target)
    set_clock(app, 9, 1)
    act(same, merging.unmerge)
    set_clock(app, 9, 10)

    assert sweep_all() == []


def test_a_letter_says_how_it_is_and_not_how_it_was_between(
    app, questions, merge, act, sweep_all
) -> None:
    target, other, same = questions.sent(), questions.sent(), questions.sent()
    merge(same, target)
    set_clock(app, 9, 3)
    sweep_all()
    act(same, merging.unmerge)
    merge(same, other)
    set_clock(app, 9, 6)

    [letter] = sweep_all()

    assert letter[1] == "Câu hỏi HĐ-0003 được gộp với câu hỏi khác"
    assert (target.number, other.number) == (1, 2)


def test_of_a_decline_and_a_split_that_were_undone_at_once_nobody_hears(
    app, cast, questions, act, sweep_all
) -> None:
    declined, parent = questions.sent(), questions.taken()
    sweep_all()
    act(declined, ending.decline, reason_code="outside_scope", reason=REASON)
    act(declined, ending.reopen, note=REASON)
    act(
        parent,
        lambda question, **told: splitting.split(
            question,
            text=TEXT,
            department=question.department,
            other_text=f"{TEXT} Và thời hạn?",
            other_department=question.department,
            **told,
        ),
    )
    with app.app_context():
        child = db.session.scalars(sa.select(Question).order_by(Question.id.desc())).first()
    act(child, splitting.rejoin)
    set_clock(app, 9, 10)

    assert sweep_all(sweep.tell_askers) == []


def test_a_notice_that_is_gone_when_its_turn_comes_stops_nobody(app) -> None:
    with app.app_context():
        to_askers.tell(4711, at=now())

        assert db.session.query(Message).all() == []


def test_a_department_hears_once_an_hour_of_all_that_is_new(
    app, cast, questions, sweep_all
) -> None:
    people = [cast.head("shtt").email, cast.assistant("shtt").email]
    cast.head("vt")
    first, second = questions.asked("Câu hỏi thứ nhất về nhãn hiệu?"), questions.asked()

    [*letters] = sweep_all(sweep.tell_staff)

    assert recipients(letters) == sorted(people)
    assert all("HĐ-0001" in text and "HĐ-0002" in text for *_, text in letters)
    assert (first.number, second.number) == (1, 2)
    questions.asked("Câu hỏi thứ ba về sáng chế?")
    assert sweep_all(sweep.tell_staff) == []
    set_clock(app, 10, 1)
    later = sweep_all(sweep.tell_staff)
    assert recipients(later) == sorted(people)
    assert all("HĐ-0003" in text and "HĐ-0001" not in text for *_, text in later)
    set_clock(app, 11, 30)
    assert sweep_all(sweep.tell_staff) == []


def test_no_digest_on_a_day_off_but_on_the_day_of_the_conference(
    app, cast, questions, sweep_all
) -> None:
    cast.head("shtt")
    set_clock(app, 9, 0, day=(2025, 11, 15))
    questions.asked()
    assert sweep_all(sweep.tell_staff) == []
    set_clock(app, 8, 0, day=(2025, 11, 17))
    assert len(sweep_all(sweep.tell_staff)) == 1


def test_what_comes_back_from_the_head_is_told_at_once_even_after_a_digest(
    app, cast, questions, sweep_all
) -> None:
    assistant, head = cast.assistant("shtt"), cast.head("shtt")
    asked = questions.submitted()
    sweep_all(sweep.tell_staff)
    cast.head("shtt").post(f"desk/{asked.number}/return", {"reason": "Đề nghị nêu rõ khoản."})

    [letter] = sweep_all(sweep.tell_staff)

    assert letter[0] == assistant.email != head.email
    assert "Đề nghị nêu rõ khoản." in letter[2]
    assert sweep_all(sweep.tell_staff) == []


def test_an_offer_that_nobody_takes_lapses_and_the_moderators_hear_of_it(
    app, cast, questions, sweep_all
) -> None:
    moderator, asked = cast.moderator(), questions.asked()
    sweep_all(sweep.let_offers_lapse)
    with app.app_context():
        assert the_question(asked).offer is not None
    set_clock(app, 9, 11)

    letters = sweep_all(sweep.let_offers_lapse, sweep.tell_staff)

    with app.app_context():
        offers = [one.ending for one in db.session.scalars(sa.select(Offer))]
    assert offers == ["expired"]
    assert next(text for who, _, text in letters if who == moderator.email).count("HĐ-0001") == 1


def test_an_offer_that_was_taken_or_waits_for_its_asker_does_not_lapse(
    app, questions, act, sweep_all
) -> None:
    taken, paused = questions.taken(), questions.asked()
    act(paused, clarifying.ask_back, message="Đề nghị nêu rõ thủ tục nào.")
    set_clock(app, 18, 0)

    sweep_all(sweep.let_offers_lapse)

    with app.app_context():
        assert all(the_question(one).offer is not None for one in (taken, paused))


def test_the_morning_letter_says_what_is_due_and_overdue_once_a_day(
    app, cast, questions, sweep_all
) -> None:
    cast.head("shtt")
    late, today, later = questions.taken(), questions.taken(), questions.taken()
    cast.assistant("shtt")
    with app.app_context():
        for asked, hours in ((late, -20), (today, 4), (later, 48)):
            the_question(asked).offer.due_at = now() + timedelta(hours=hours)
        db.session.commit()

    letters = sweep_all(sweep.say_what_is_due_today)

    assert recipients(letters) == ["assistant.shtt@example.org", "head.shtt@example.org"]
    assert all(subject == "Đến hạn hôm nay: 1; quá hạn: 1" for _, subject, _ in letters)
    assert all("HĐ-0001" in text and "HĐ-0002" in text for *_, text in letters)
    assert all("HĐ-0003" not in text for *_, text in letters)
    set_clock(app, 11, 0)
    assert sweep_all(sweep.say_what_is_due_today) == []
    set_clock(app, 8, 0, day=(2025, 11, 15))
    assert sweep_all(sweep.say_what_is_due_today) == []
    set_clock(app, 8, 0, day=(2025, 11, 17))
    assert len(sweep_all(sweep.say_what_is_due_today)) == 2


def test_without_anything_due_nobody_is_written_to(app, cast, questions, sweep_all) -> None:
    cast.head("shtt")
    questions.published()

    assert sweep_all(sweep.say_what_is_due_today) == []


def test_many_workers_write_each_letter_once(app, cast, questions, act) -> None:
    cast.head("shtt")
    asked, other = questions.taken(), questions.sent()
    act(other, clarifying.ask_back, message="Đề nghị nêu rõ thủ tục nào.")
    lapsing = questions.asked()
    with app.app_context():
        the_question(asked).offer.due_at = now()
        db.session.commit()
    set_clock(app, 9, 12)

    def look() -> None:
        with app.app_context():
            for one in SWEEPS:
                one()

    at_once([look] * 4)

    with app.app_context():
        letters = Counter(
            map(tuple, db.session.execute(sa.select(Message.recipient, Message.subject)))
        )
        untold = db.session.scalars(sa.select(Notice).where(Notice.told_at.is_(None))).all()
        offers = sa.select(Offer.ending).where(Offer.question_id == lapsing.id)
        assert db.session.scalars(offers).all() == ["expired"]
    assert max(letters.values()) == 1
    assert untold == []


def test_letters_are_in_the_language_of_the_reader(questions, act, sweep_all) -> None:
    asked = questions.sent(language="en")
    act(asked, ending.decline, reason_code="outside_scope", reason=REASON)
    set_clock(questions.app, 9, 3)

    [letter] = sweep_all()

    assert letter[1] == "Question HĐ-0001 declined"
