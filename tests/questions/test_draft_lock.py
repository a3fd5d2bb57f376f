"""Who is writing is shown to the others, and stops nobody."""

from datetime import timedelta

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.questions import draft_lock
from confapp.questions.models import DraftLock
from tests.questions.conftest import the_question

BASE = "/tap-huan-13-11-2025"


@pytest.fixture
def writer_of(app):
    """The id of who is writing the answer to a question now."""

    def found(asked):
        with app.app_context():
            lock = draft_lock.held(the_question(asked), at=now())
            return lock.user_id if lock else None

    return found


def test_who_types_first_is_shown_to_the_other(questions, cast, clock, writer_of) -> None:
    asked, assistant, head = questions.taken(), cast.assistant("shtt"), cast.head("shtt")
    clock(9, 2)

    assert assistant.post(f"desk/{asked.number}/writing").status_code == 200

    assert writer_of(asked) == assistant.user_id
    page = head.get(f"desk/{asked.number}?lang=en").text
    assert "Ngô Thị Giúp is writing this answer, since 09:02." in page
    assert "is writing this answer" not in assistant.get(f"desk/{asked.number}?lang=en").text


def test_the_second_to_type_is_told_who_and_changes_nothing(questions, cast, writer_of) -> None:
    asked, assistant, head = questions.taken(), cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/writing")

    said = head.post(f"desk/{asked.number}/writing?lang=en").text

    assert "Ngô Thị Giúp is writing this answer" in said
    assert writer_of(asked) == assistant.user_id


def test_typing_keeps_it_and_three_quiet_minutes_end_it(app, questions, cast, writer_of) -> None:
    asked, assistant, head = questions.taken(), cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/writing")
    for _again in range(2):
        app.config["CLOCK_OFFSET"] += timedelta(minutes=2)
        assistant.post(f"desk/{asked.number}/writing")

    assert writer_of(asked) == assistant.user_id
    app.config["CLOCK_OFFSET"] += timedelta(minutes=3)
    assert writer_of(asked) is None
    head.post(f"desk/{asked.number}/writing")
    assert writer_of(asked) == head.user_id


def test_another_takes_over_by_a_plain_act_and_the_first_sees_it(
    questions, cast, writer_of
) -> None:
    asked, assistant, head = questions.taken(), cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/writing")
    before = assistant.get(f"desk/{asked.number}/saved?seen=0")

    answer = head.post(f"desk/{asked.number}/writing/takeover")

    assert (answer.status_code, answer.location) == (303, f"{BASE}/desk/{asked.number}")
    assert writer_of(asked) == head.user_id
    after = assistant.get(
        f"desk/{asked.number}/saved?seen=0&lang=en",
        headers={"If-None-Match": before.headers["ETag"]},
    )
    assert "Hoàng Văn Trưởng is writing this answer" in after.text


def test_a_fragment_forgets_who_stopped_typing_although_nothing_was_saved(
    app, questions, cast
) -> None:
    asked, assistant, head = questions.taken(), cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/writing")
    seen = head.get(f"desk/{asked.number}/saved?seen=0").headers["ETag"]
    app.config["CLOCK_OFFSET"] += timedelta(minutes=3)

    later = head.get(f"desk/{asked.number}/saved?seen=0", headers={"If-None-Match": seen})

    assert later.status_code == 200
    assert "Ngô Thị Giúp" not in later.text


def test_the_lock_never_stops_a_save(questions, cast, sheet) -> None:
    asked, assistant, head = questions.taken(), cast.assistant("shtt"), cast.head("shtt")
    assistant.post(f"desk/{asked.number}/writing")

    assert head.post(f"desk/{asked.number}/answer", sheet()).status_code == 303


def test_handing_in_ends_it(app, questions, cast, sheet, writer_of) -> None:
    asked, assistant = questions.taken(), cast.assistant("shtt")
    assistant.post(f"desk/{asked.number}/answer", sheet())
    assert writer_of(asked) == assistant.user_id

    assistant.post(f"desk/{asked.number}/answer", sheet(saves="1", hand_in="1"))

    with app.app_context():
        assert db.session.query(DraftLock).all() == []


@pytest.mark.parametrize("act", ["writing", "writing/takeover"])
def test_only_who_may_write_says_so(questions, cast, stranger, things, writer_of, act) -> None:
    asked = questions.taken()
    people = {
        403: [stranger, cast.delegate(asked.asker_id), cast.moderator(), cast.organiser()],
        404: [cast.head("pc")],
    }

    for status, browsers in people.items():
        for browser in browsers:
            assert browser.post(f"desk/{asked.number}/{act}").status_code == status
    assert cast.head("shtt").post(f"desk/99/{act}").status_code == 404
    assert writer_of(asked) is None
