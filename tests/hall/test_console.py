"""At the moderators' console."""

import re

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Department
from tests.cast import SLUG


def numbers_in(part: str, page: str) -> list[int]:
    """The questions whose cards stand in the queue, the routing list or the search."""
    begin = page.index(part)
    end = page.find("</section>", begin)
    return [int(found) for found in re.findall(r'question-number"[^>]*>HĐ-(\d+)', page[begin:end])]


def preview_of(page: str) -> str:
    return page[page.index('id="preview-title"') :]


def test_a_question_goes_from_the_list_over_the_queue_to_the_screen(
    moderator, questions, hall, turn_of
):
    number = questions.offered("Mẫu hồ sơ lấy ở đâu?")

    listed = moderator.get("moderate").text
    queued = moderator.post(f"moderate/questions/{number}/turn")
    waiting = moderator.get(queued.location).text
    taken = moderator.post(f"moderate/turns/{turn_of(number)}/live")
    live = moderator.get(taken.location).text

    assert numbers_in('id="search-title"', listed) == [number]
    assert (queued.status_code, taken.status_code) == (303, 303)
    assert numbers_in('id="queue-title"', waiting) == [number]
    assert numbers_in('id="search-title"', waiting) == []
    assert "Mẫu hồ sơ lấy ở đâu?" in preview_of(waiting)
    assert hall.live() == number
    assert f'action="/{SLUG}/moderate/turns/{turn_of(number)}/answered"' in live
    assert re.search(r"<li data-heard>Lâm Đồng", live)


def test_the_preview_stays_what_was_chosen_when_the_queue_changes(
    moderator, questions, hall, turn_of
):
    first, second = (questions.offered(province=name) for name in ("Cao Bằng", "Nghệ An"))
    hall.queue_up(first)
    hall.queue_up(second)
    path = f"moderate/stage?preview={turn_of(second)}"

    before = moderator.get(path)
    hall.take_off(first)
    after = moderator.get(path)
    hall.take_off(second)
    gone = moderator.get(path)

    assert f"HĐ-{second:04d}" in preview_of(before.text)
    assert f"HĐ-{second:04d}" in preview_of(after.text)
    assert f"HĐ-{second:04d}" not in preview_of(gone.text)
    assert 'id="take"' not in gone.text


def test_a_second_take_is_refused_in_words(moderator, questions, hall, turn_of):
    first, second = questions.offered(), questions.offered()
    for number in (first, second):
        hall.queue_up(number)
    hall.take_live(first)

    answer = moderator.post(f"moderate/turns/{turn_of(second)}/live")

    assert answer.status_code == 409
    assert f"HĐ-{first:04d}" in answer.text
    assert hall.live() == first


def test_answered_put_aside_and_taken_off_lead_back_to_the_console(
    moderator, questions, hall, turn_of
):
    first, second, third = (questions.offered() for _one in range(3))
    for number in (first, second, third):
        hall.queue_up(number)

    hall.take_live(first)
    answers = [moderator.post(f"moderate/turns/{turn_of(first)}/answered")]
    hall.take_live(second)
    answers += [moderator.post(f"moderate/turns/{turn_of(second)}/put-aside")]
    answers += [moderator.post(f"moderate/turns/{turn_of(third)}/removal")]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert {answer.location for answer in answers} == {f"/{SLUG}/moderate"}
    assert (hall.live(), hall.queued()) == (None, [second])


def test_the_screen_is_made_dark_and_lit_again(moderator, stranger, questions, hall):
    number = questions.offered("Mẫu hồ sơ lấy ở đâu?")
    hall.queue_up(number)
    hall.take_live(number)

    moderator.post("moderate/screen/dark")
    dark = stranger.get("live/fragment").text
    moderator.post("moderate/screen/light")
    lit = stranger.get("live/fragment").text

    assert "Mẫu hồ sơ" not in dark
    assert "Mẫu hồ sơ" in lit


def test_a_question_of_a_domain_with_two_departments_waits_to_be_routed(app, moderator, questions):
    number = questions.submitted()
    offered = questions.offered()

    page = moderator.get("moderate").text
    buttons = re.findall(r'name="department_id" value="(\d+)"', page)

    with app.app_context():
        codes = [db.session.get_one(Department, int(one)).code for one in buttons]
    assert numbers_in('id="to-route"', page) == [number]
    assert offered in numbers_in('id="search-title"', page)
    assert number not in numbers_in('id="search-title"', page)
    assert sorted(codes) == ["bc", "vt"]


def test_a_moderator_sends_it_to_one_of_them(app, moderator, questions):
    number = questions.submitted()
    with app.app_context():
        posts = db.session.scalars(sa.select(Department.id).filter_by(code="bc")).one()
    before = moderator.get("moderate/queue").headers["ETag"]

    answer = moderator.post(f"questions/{number}/offer", {"department_id": posts})
    fragment = moderator.get("moderate/queue", headers={"If-None-Match": before})

    assert answer.status_code == 303
    assert fragment.status_code == 200
    assert 'id="to-route"' not in fragment.text


def test_a_submitted_question_is_refused_at_the_queue(moderator, questions, hall):
    number = questions.submitted()

    assert moderator.post(f"moderate/questions/{number}/turn").status_code == 409
    assert hall.queued() == []


def test_an_empty_console_says_what_to_do(moderator):
    page = moderator.get("moderate").text

    assert 'class="empty"' in page
    assert numbers_in('id="queue-title"', page) == []


def test_a_search_without_result_offers_the_whole_list(moderator, questions):
    questions.offered("Mẫu hồ sơ lấy ở đâu?")

    page = moderator.get("moderate?q=khong+co").text

    assert numbers_in('id="search-title"', page) == []
    assert 'value="khong co"' in page


@pytest.mark.parametrize(
    "path",
    [
        "moderate/questions/999999/turn",
        "moderate/turns/999999/live",
        "moderate/turns/999999/answered",
        "moderate/turns/999999/put-aside",
        "moderate/turns/999999/removal",
    ],
)
def test_what_does_not_exist_is_not_found(moderator, path):
    assert moderator.post(path).status_code == 404


def test_only_moderators_and_organisers_moderate(cast, things, stranger, questions, hall, turn_of):
    number = questions.offered()
    hall.queue_up(number)
    people = {
        "screen": cast.screen(),
        "desk": cast.desk(),
        "head": cast.head("shtt"),
        "delegate": cast.delegate(things.registration()),
        "stranger": stranger,
    }
    pages = ["moderate", "moderate/queue", "moderate/stage"]
    acts = [
        f"moderate/questions/{number}/turn",
        f"moderate/turns/{turn_of(number)}/live",
        f"moderate/turns/{turn_of(number)}/answered",
        f"moderate/turns/{turn_of(number)}/put-aside",
        f"moderate/turns/{turn_of(number)}/removal",
        "moderate/screen/dark",
        "moderate/screen/light",
    ]

    seen = {who: {one.get(path).status_code for path in pages} for who, one in people.items()}
    done = {who: {one.post(path).status_code for path in acts} for who, one in people.items()}

    staff = ("screen", "desk", "head", "delegate")
    assert seen == {who: {403} for who in staff} | {"stranger": {302}}
    assert done == {who: {403} for who in (*staff, "stranger")}
    assert hall.queued() == [number]
    assert cast.organiser().get("moderate").status_code == 200


def test_the_console_asks_as_little_of_the_database_for_thirty_as_for_one(
    moderator, questions, hall, statements
):
    def cost() -> int:
        statements.clear()
        assert moderator.get("moderate").status_code == 200
        return len(statements)

    def add(number: int) -> None:
        for _one in range(number):
            questions.submitted()
            questions.offered()
            hall.queue_up(questions.offered())

    add(2)
    of_two = cost()
    add(28)

    assert cost() == of_two
