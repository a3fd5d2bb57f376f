"""The running day: what is pressed, what everybody reads after it, and what is refused."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.agenda.models import DayAct
from confapp.database import db

SECOND = "trong lĩnh vực Sở hữu trí tuệ"
TEA = "Giải lao"
TOGETHER = 10


def pressed(browser, agenda, kind: str, words: str = SECOND, **fields):
    """Press a button of an item, on a page that is up to date unless `seen` says otherwise."""
    told = {"submission_id": f"submission-{kind}-{agenda.newest():06d}", "seen": agenda.newest()}
    item_id = agenda.item(words)
    if kind == "extend":
        told["minutes"] = 10
    return browser.post(f"organise/agenda/day/items/{item_id}/{kind}?lang=en", told | fields)


def held(browser, agenda, kind: str = "hold_end", session: str = "Phiên buổi sáng"):
    return browser.post(
        f"organise/agenda/day/sessions/{agenda.session(session)}/{kind}",
        {"submission_id": f"submission-{kind}-{agenda.newest():06d}", "seen": agenda.newest()},
    )


def taken_back(browser, agenda, **fields):
    told = {"seen": agenda.newest()} | fields
    return browser.post("organise/agenda/day/undoing?lang=en", told)


def when(agenda, words: str) -> str:
    [found] = [times for title, times in agenda.published().items() if words in title]
    return found


def acts(app) -> list[tuple[str, int, bool]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(DayAct).order_by(DayAct.id))
        return [(row.kind, row.minutes, row.taken_back_at is not None) for row in rows]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture(autouse=True)
def _in_the_second_briefing(clock) -> None:
    clock(9, 50)


def test_ten_minutes_more_are_seen_at_once_by_everybody(cast, agenda, stranger, app) -> None:
    etag = stranger.get("agenda/live").headers["ETag"]

    response = pressed(cast.organiser(), agenda, "extend")

    assert (response.status_code, response.location) == (
        303,
        "/tap-huan-13-11-2025/organise/agenda/day",
    )
    assert when(agenda, SECOND) == "09:35-10:10"
    assert acts(app) == [("extend", 10, False)]
    after = stranger.get("agenda/live", headers={"If-None-Match": etag})
    assert after.status_code == 200
    assert "10:10 – 10:15" in words_of(after.text)


def test_each_act_does_what_it_says(cast, agenda, app, clock) -> None:
    organiser = cast.organiser()
    pressed(organiser, agenda, "start")
    assert when(agenda, SECOND) == "09:50-10:15"
    pressed(organiser, agenda, "extend", minutes=5)
    assert when(agenda, SECOND) == "09:50-10:20"
    clock(10, 5)
    pressed(organiser, agenda, "finish")
    assert when(agenda, SECOND) == "09:50-10:05"
    pressed(organiser, agenda, "skip", "Bưu chính")
    held(organiser, agenda)
    held(organiser, agenda, "release_end")

    assert [kind for kind, _minutes, _is_back in acts(app)] == [
        "start",
        "extend",
        "finish",
        "skip",
        "hold_end",
        "release_end",
    ]


def test_a_held_end_is_kept_and_said(cast, agenda) -> None:
    organiser = cast.organiser()
    for _ in range(3):
        pressed(organiser, agenda, "extend")
    assert when(agenda, "Bưu chính").endswith("11:50")

    held(organiser, agenda)

    assert when(agenda, "Bưu chính").endswith("11:30")
    assert "The session ends at 11:30" in organiser.get("organise/agenda/day?lang=en").text


def test_the_same_button_sent_twice_counts_once(cast, agenda, app) -> None:
    organiser = cast.organiser()
    once = {"submission_id": "submission-once-000001", "seen": agenda.newest()}

    answers = [pressed(organiser, agenda, "extend", **once) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert acts(app) == [("extend", 10, False)]
    assert agenda.newest() == 2


def test_on_a_page_that_is_out_of_date_nothing_is_done(cast, agenda, app) -> None:
    organiser, seen = cast.organiser(), agenda.newest()
    pressed(organiser, agenda, "extend")

    late = pressed(organiser, agenda, "extend", seen=seen)

    assert late.status_code == 409
    assert "The programme changed at 09:50, after this page was shown." in late.text
    assert (acts(app), agenda.newest()) == ([("extend", 10, False)], 2)


@pytest.mark.parametrize("seen", ["", "-1", "many", "99999999999999999999"])
def test_a_page_that_says_nonsense_of_itself_does_nothing(cast, agenda, app, seen) -> None:
    assert pressed(cast.organiser(), agenda, "extend", seen=seen).status_code in (404, 409)
    assert acts(app) == []


@pytest.mark.parametrize("minutes", ["", "0", "-10", "7", "600", "ten"])
def test_only_the_offered_minutes_can_be_added(cast, agenda, app, minutes) -> None:
    assert pressed(cast.organiser(), agenda, "extend", minutes=minutes).status_code == 404
    assert acts(app) == []


def test_what_was_done_is_taken_back_step_by_step(cast, agenda, app) -> None:
    organiser = cast.organiser()
    plan = agenda.published()
    pressed(organiser, agenda, "extend")
    after_one = agenda.published()
    pressed(organiser, agenda, "skip", "Bưu chính")

    taken_back(organiser, agenda)
    assert agenda.published() == after_one
    taken_back(organiser, agenda)
    assert agenda.published() == plan

    nothing = taken_back(organiser, agenda)
    assert nothing.status_code == 409
    assert "Nothing has been done yet that could be taken back." in nothing.text
    assert acts(app) == [("extend", 10, True), ("skip", 0, True)]


def test_taking_back_on_a_page_that_is_out_of_date_does_nothing(cast, agenda, app) -> None:
    organiser = cast.organiser()
    pressed(organiser, agenda, "extend")
    pressed(organiser, agenda, "extend")

    assert taken_back(organiser, agenda, seen=2).status_code == 409
    assert acts(app) == [("extend", 10, False)] * 2


@pytest.mark.parametrize(
    ("before", "kind", "sentence"),
    [
        (["start"], "start", "has already been started."),
        (["start"], "skip", "has already been started; it can only be ended."),
        (["start", "finish"], "finish", "has already ended."),
        (["start", "finish"], "extend", "has already ended."),
        (["start", "finish"], "skip", "has already ended."),
        (["skip"], "extend", "has been left out."),
        (["skip"], "skip", "has been left out."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(cast, agenda, app, before, kind, sentence) -> None:
    organiser = cast.organiser()
    for earlier in before:
        pressed(organiser, agenda, earlier)

    refused = pressed(organiser, agenda, kind)

    assert refused.status_code == 409
    assert sentence in refused.text
    assert len(acts(app)) == len(before)


def test_what_has_not_begun_cannot_be_ended(cast, agenda, app) -> None:
    refused = pressed(cast.organiser(), agenda, "finish", "Bưu chính")

    assert (refused.status_code, acts(app)) == (409, [])
    assert "has not been started." in refused.text


def test_before_the_first_publication_there_is_no_day_to_run(cast, agenda, app) -> None:
    organiser, item_id = cast.organiser(), agenda.item(SECOND)
    agenda.unpublish()

    page = organiser.get("organise/agenda/day?lang=en")
    act = organiser.post(f"organise/agenda/day/items/{item_id}/start", {"seen": 0})

    assert "The programme has not been published yet." in page.text
    assert act.status_code == 404
    assert held(organiser, agenda).status_code == 409
    assert acts(app) == []


def test_an_item_that_is_only_in_the_draft_cannot_be_run(cast, agenda, filled_in, app) -> None:
    organiser, evening = cast.organiser(), agenda.evening()
    organiser.post(
        f"organise/agenda/sessions/{evening}/items/new", filled_in(starts="18:00", ends="18:30")
    )

    assert pressed(organiser, agenda, "start", "công cụ tra cứu").status_code == 404
    assert acts(app) == []


def test_what_the_draft_holds_does_not_slip_out_with_an_act(
    cast, agenda, filled_in, stranger
) -> None:
    organiser = cast.organiser()
    organiser.post(
        f"organise/agenda/{agenda.item('Bưu chính')}",
        filled_in(starts="11:05", ends="11:20", title_vi="Chưa công bố"),
    )

    pressed(organiser, agenda, "extend")

    assert when(agenda, SECOND) == "09:35-10:10"
    assert when(agenda, "Bưu chính") == "11:05-11:30"
    for path in ["agenda", "agenda/versions", "agenda/versions/2", "agenda.ics", "agenda.json"]:
        assert "Chưa công bố" not in stranger.get(path).text


def test_publishing_a_draft_keeps_what_was_done_on_the_day(cast, agenda, filled_in) -> None:
    organiser = cast.organiser()
    pressed(organiser, agenda, "extend")
    organiser.post(
        f"organise/agenda/{agenda.item('Bưu chính')}",
        filled_in(starts="11:05", ends="11:20", title_vi="Bưu chính và viễn thông"),
    )

    agenda.publish()

    assert when(agenda, SECOND) == "09:35-10:10"
    assert when(agenda, "Bưu chính và viễn thông") == "11:05-11:20"


def test_the_history_tells_each_act_in_words_to_everybody(cast, agenda, stranger) -> None:
    organiser = cast.organiser()
    pressed(organiser, agenda, "extend")
    pressed(organiser, agenda, "skip", "Bưu chính")
    held(organiser, agenda)
    taken_back(organiser, agenda)

    told = words_of(stranger.get("agenda/versions?lang=en").text)

    for sentence in [
        "10 minutes more: “",
        "from 09:35–10:00 to 09:35–10:10.",
        "Left out: “",
        "Cancelled: “",
        "Ending time held: “Morning session”",
        "Taken back: Ending time held: “Morning session”",
    ]:
        assert sentence in told
    assert [told.count(f"Version {number}") for number in range(1, 6)] == [1] * 5


@pytest.mark.parametrize("kind", ["start", "finish", "extend", "skip"])
def test_an_item_of_another_event_cannot_be_run_from_here(
    cast, elsewhere, app, agenda, kind
) -> None:
    path = f"organise/agenda/day/items/{elsewhere['item']}/{kind}"

    answer = cast.organiser().post(path, {"minutes": 10, "seen": agenda.newest()})

    assert (answer.status_code, acts(app)) == (404, [])


def test_of_ten_presses_on_the_same_page_exactly_one_counts(cast, agenda, app) -> None:
    user_id = cast.organiser().user_id
    browsers = [cast.sign_in(user_id) for _ in range(TOGETHER)]
    path, seen = f"organise/agenda/day/items/{agenda.item(SECOND)}/extend", agenda.newest()
    barrier = Barrier(TOGETHER)

    def press(number: int) -> int:
        fields = {"submission_id": f"submission-race-{number:04d}", "seen": seen, "minutes": 10}
        barrier.wait()
        return browsers[number].post(path, fields).status_code

    with ThreadPoolExecutor(TOGETHER) as threads:
        statuses = sorted(threads.map(press, range(TOGETHER)))

    assert statuses == [303] + [409] * (TOGETHER - 1)
    assert acts(app) == [("extend", 10, False)]
    assert (agenda.newest(), when(agenda, SECOND)) == (2, "09:35-10:10")
