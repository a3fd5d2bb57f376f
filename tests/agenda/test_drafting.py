"""Each change of the draft can be taken back, and nobody overwrites another unawares."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.agenda.models import DraftStep
from confapp.database import db

TALK = "trong lĩnh vực Sở hữu trí tuệ"


def steps(app) -> list[tuple[str, bool]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(DraftStep).order_by(DraftStep.id))
        return [(row.act, row.undone_at is not None) for row in rows]


def two_browsers(cast):
    """Two organisers, for the program: it never asks whether the same person pressed."""
    organiser = cast.organiser()
    return organiser, cast.sign_in(organiser.user_id)


def undoing(browser) -> str:
    """The address of the button that takes the last change back."""
    page = browser.get("organise/agenda/list").text
    return re.search(r'action="[^"]*?(organise/agenda/steps/\d+/undoing)"', page)[1]


def undone(browser):
    return browser.post(undoing(browser), {"following": "push"})


def moved(browser, agenda, words: str = TALK, **fields):
    told = {"minutes": "5", "following": "push"} | fields
    return browser.post(f"organise/agenda/{agenda.item(words)}/place?lang=en", told)


def seen(browser, item_id: int) -> str:
    page = browser.get(f"organise/agenda/{item_id}").text
    return re.search(r'name="seen"[^>]*value="(\w+)"', page)[1]


def a_change(dice: random.Random, organiser, agenda, filled_in) -> None:
    """Something that an organiser may do next, whatever the draft is like."""
    sessions = agenda.drafted()["sessions"]
    session = dice.choice([one for one in sessions if one["items"]])
    item_id = dice.choice(session["items"])["id"]
    place = f"organise/agenda/{item_id}/place"
    following = dice.choice(["follow", "push", "stay"])
    people = {"speakers-0-name": dice.choice(["", "Lê Thị Hồng", "Ngô Văn Bình"])}
    dice.choice(
        [
            lambda: organiser.post(place, {"minutes": 5, "following": following}),
            lambda: organiser.post(place, {"minutes": 5, "stretch": 1, "following": following}),
            lambda: organiser.post(place, {"index": dice.randrange(9)}),
            lambda: organiser.post(
                place, {"index": dice.randrange(9), "session": dice.choice(sessions)["id"]}
            ),
            lambda: organiser.post(f"organise/agenda/{item_id}/removal"),
            lambda: organiser.post(
                f"organise/agenda/{item_id}", filled_in(following=following, **people)
            ),
            lambda: organiser.post(
                f"organise/agenda/sessions/{session['id']}/items/new", filled_in(**people)
            ),
        ]
    )()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_done_is_taken_back_exactly_step_by_step(
    cast, agenda, filled_in, app, seed
) -> None:
    organiser, dice = cast.organiser(), random.Random(seed)
    before = []
    while len(before) < 10:
        state, made = agenda.drafted(), len(steps(app))
        a_change(dice, organiser, agenda, filled_in)
        before += [state] * (len(steps(app)) - made)

    for state in reversed(before):
        assert undone(organiser).status_code == 303
        assert agenda.drafted() == state

    assert {is_undone for _act, is_undone in steps(app)} == {True}
    assert "/undoing" not in organiser.get("organise/agenda").text


def test_an_undone_removal_brings_the_same_item_back(cast, agenda) -> None:
    organiser, item_id = cast.organiser(), agenda.item("Tổng quan")
    before = agenda.kept(item_id)
    organiser.post(f"organise/agenda/{item_id}/removal")

    undone(organiser)

    assert agenda.kept(item_id) == before
    assert organiser.get(f"organise/agenda/{item_id}").status_code == 200


def test_undoing_the_same_step_twice_is_refused_and_does_nothing(cast, agenda) -> None:
    organiser = cast.organiser()
    moved(organiser, agenda)
    moved(organiser, agenda)
    path = undoing(organiser)
    organiser.post(path)
    after = agenda.drafted()

    again = organiser.post(f"{path}?lang=en")

    assert again.status_code == 409
    assert "The draft has been changed since. Please look at it again." in again.text
    assert agenda.drafted() == after


def test_undoing_is_refused_once_somebody_else_has_changed_something(cast, agenda) -> None:
    organiser, other = two_browsers(cast)
    moved(organiser, agenda)
    path = undoing(organiser)
    moved(other, agenda, "Bưu chính")
    after = agenda.drafted()

    assert organiser.post(path).status_code == 409
    assert agenda.drafted() == after


def test_the_button_names_what_it_takes_back_whoever_did_it(cast, agenda) -> None:
    organiser, other = two_browsers(cast)
    moved(organiser, agenda)
    between = agenda.drafted()
    other.post(f"organise/agenda/{agenda.item('Bưu chính')}/removal")

    page = organiser.get("organise/agenda?lang=en").text
    undone(organiser)

    assert re.search(r'editor-last">removed “[^<]*[Pp]ost', page)
    assert agenda.drafted() == between


@pytest.mark.parametrize("step", ["0", "9999"])
def test_a_step_that_does_not_exist_is_refused(cast, step) -> None:
    assert cast.organiser().post(f"organise/agenda/steps/{step}/undoing").status_code == 409


def test_an_item_that_somebody_else_changed_meanwhile_is_not_overwritten(
    cast, agenda, filled_in
) -> None:
    (organiser, other), item_id = two_browsers(cast), agenda.item(TALK)
    stamp = seen(organiser, item_id)
    moved(other, agenda)
    others = agenda.kept(item_id)

    overtaken = organiser.post(f"organise/agenda/{item_id}?lang=en", filled_in(seen=stamp))

    assert overtaken.status_code == 422
    assert "Somebody else changed this item meanwhile." in overtaken.text
    for typed in ["15:00", "15:15", "Phổ biến công cụ tra cứu", "Speaker from IP Viet Nam"]:
        assert f'value="{typed}"' in overtaken.text
    assert agenda.kept(item_id) == others


def test_sent_once_more_after_the_warning_it_is_saved(cast, agenda, filled_in) -> None:
    (organiser, other), item_id = two_browsers(cast), agenda.item(TALK)
    stamp = seen(organiser, item_id)
    moved(other, agenda)
    page = organiser.post(f"organise/agenda/{item_id}", filled_in(seen=stamp)).text
    anew = re.search(r'name="seen"[^>]*value="(\w+)"', page)[1]

    assert anew != stamp
    answer = organiser.post(f"organise/agenda/{item_id}", filled_in(seen=anew))
    assert answer.status_code == 303
    assert agenda.kept(item_id)["title"].vi == "Phổ biến công cụ tra cứu"


def test_of_two_who_save_the_same_item_at_once_one_is_told(cast, agenda, filled_in) -> None:
    item_id = agenda.item(TALK)
    writers = two_browsers(cast)
    stamp = seen(writers[0], item_id)
    barrier = Barrier(len(writers))

    def save(number: int) -> int:
        fields = filled_in(seen=stamp, title_vi=f"Bản {number}")
        barrier.wait()
        return writers[number].post(f"organise/agenda/{item_id}", fields).status_code

    with ThreadPoolExecutor(len(writers)) as threads:
        statuses = sorted(threads.map(save, range(len(writers))))

    assert statuses == [303, 422]


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes": ""},
        {"minutes": "0"},
        {"minutes": "many"},
        {"following": "nonsense"},
        {"index": "0", "session": "9999"},
    ],
)
def test_a_move_that_says_nothing_sensible_changes_nothing(cast, agenda, app, fields) -> None:
    assert moved(cast.organiser(), agenda, **fields).status_code == 404
    assert steps(app) == []


@pytest.mark.parametrize("minutes", ["-25", "-60", "900", "999999999999"])
def test_a_stretch_to_nonsense_is_refused_in_a_sentence(cast, agenda, minutes) -> None:
    before = agenda.drafted()

    refused = moved(cast.organiser(), agenda, minutes=minutes, stretch="1")

    assert refused.status_code in (404, 409)
    assert agenda.drafted() == before


def test_an_item_moves_into_another_session(cast, agenda) -> None:
    organiser, afternoon = cast.organiser(), agenda.session()

    moved(organiser, agenda, minutes="", index="0", session=str(afternoon))

    assert TALK in agenda.titles(afternoon)[0]
    assert agenda.kept(agenda.item(TALK))["times"] == "13:30-13:55"


def test_the_script_is_answered_with_the_sentence_alone(cast, agenda) -> None:
    answer = cast.organiser().post(
        f"organise/agenda/{agenda.item(TALK)}/place?lang=en",
        {"minutes": "5", "following": "push"},
        headers={"Accept": "text/plain"},
    )

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.endswith("is now from 09:40 to 10:05.")
