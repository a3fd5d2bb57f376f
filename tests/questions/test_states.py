"""The asker always sees where the question is, and what happens next by when."""

from datetime import timedelta

import pytest

from confapp.i18n import moment_words
from confapp.questions import states, tracking
from confapp.questions.states import Place
from tests.questions.conftest import the_question

DONE, CURRENT, AHEAD = "done", "current", "ahead"
SHTT = "Cục Sở hữu trí tuệ"


@pytest.mark.parametrize(
    ("state", "place", "tone", "track"),
    [
        ("waiting", Place.SENT, "waiting", [CURRENT] + [AHEAD] * 5),
        ("asked", Place.OFFERED, "waiting", [DONE, CURRENT] + [AHEAD] * 4),
        ("taken", Place.TAKEN, "active", [DONE] * 2 + [CURRENT] + [AHEAD] * 3),
        ("drafted", Place.BEING_WRITTEN, "active", [DONE] * 3 + [CURRENT] + [AHEAD] * 2),
        ("submitted", Place.IN_REVIEW, "active", [DONE] * 3 + [CURRENT] + [AHEAD] * 2),
        ("approved", Place.APPROVED, "active", [DONE] * 4 + [CURRENT, AHEAD]),
        ("published", Place.PUBLISHED, "done", [DONE] * 6),
    ],
)
def test_the_six_steps_follow_the_facts(questions, inside, state, place, tone, track) -> None:
    question = the_question(getattr(questions, state)())

    steps = tracking.track(question, at=question.asked_at)

    assert (states.place(question), states.tone(question)) == (place, tone)
    assert [step.state for step in steps] == track
    reached = [step for step in steps if step.state != AHEAD]
    assert all(step.at is not None for step in reached)
    assert all(step.at is None for step in steps if step.state == AHEAD)
    assert [bool(step.sentence) for step in steps] == [step is reached[-1] for step in steps]
    within = tracking.WITHIN.get(place, place)
    assert reached[-1].label == states.LABELS[within]


def test_the_sentence_names_the_department_and_the_time_and_no_person(questions, inside) -> None:
    question = the_question(questions.submitted(full_name="Lê Văn Hỏi"))

    steps = tracking.track(question, at=question.asked_at)

    sentence = steps[3].sentence
    assert SHTT in sentence
    assert moment_words(question.offer.due_at) in sentence
    assert [step.who for step in steps] == ["", "", SHTT, SHTT, "", ""]
    shown = " ".join(f"{step.who} {step.sentence}" for step in steps)
    for person in ("Ngô Thị Giúp", "Hoàng Văn Trưởng", "Lê Văn Hỏi"):
        assert person not in shown


def test_an_overdue_question_says_that_it_is_late(questions, inside) -> None:
    question = the_question(questions.taken())

    in_time = tracking.track(question, at=question.offer.due_at)[2].sentence
    late = tracking.track(question, at=question.offer.due_at + timedelta(seconds=1))[2].sentence

    assert in_time != late


def test_an_asker_reads_the_track_live_on_the_page(questions, cast) -> None:
    asked = questions.asked()
    asker = cast.delegate(asked.asker_id)
    page = asker.get(f"questions/{asked.number}").text
    assert f"/questions/{asked.number}/live" in page
    first = asker.get(f"questions/{asked.number}/live")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert asker.get(f"questions/{asked.number}/live", headers=tag).status_code == 304

    cast.assistant("shtt").post(f"desk/{asked.number}/ownership")

    second = asker.get(f"questions/{asked.number}/live", headers=tag)
    assert second.status_code == 200
    assert second.text.count('data-state="done"') == 2
    assert "Ngô Thị Giúp" not in second.text
