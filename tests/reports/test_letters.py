"""The organisers see what was written to whom, and send again what failed."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db

LINK = "http://localhost/sign-in/link/a-secret-token"


def subjects(page: str) -> list[str]:
    return re.findall(r'organise/letters/\d+">(.*?)</a>', page)


def test_the_newest_letter_stands_first_with_its_recipient_and_state(cast, day) -> None:
    day.letter("sent", subject="Thư một", recipient="mot@example.org")
    day.letter("failed", subject="Thư hai", recipient="hai@example.org")
    day.letter("given up", subject="Thư ba")
    day.letter(subject="Thư bốn")

    page = cast.organiser().get("organise/letters?lang=en").text

    assert subjects(page) == ["Thư bốn", "Thư ba", "Thư hai", "Thư một"]
    assert re.findall(r'class="state" data-tone="\w+">(.*?)</span>', page) == [
        "Waiting to be sent",
        "Not delivered",
        "Waiting to be sent",
        "Sent",
    ]
    assert "mot@example.org" in page
    asked_later = "The recipient&#39;s server asks to try again later. Tried 1 time."
    assert f"{asked_later} Next try at 09:01 on 13/11/2025." in page


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("", ["về", "chờ", "thôi", "lỗi", "gửi"]),
        ("waiting", ["chờ", "lỗi"]),
        ("dead", ["về", "thôi"]),
        ("sent", ["gửi"]),
        ("nonsense", ["về", "chờ", "thôi", "lỗi", "gửi"]),
    ],
)
def test_letters_are_listed_by_state(cast, day, state, expected) -> None:
    day.letter("sent", subject="gửi")
    day.letter("failed", subject="lỗi")
    day.letter("given up", subject="thôi")
    day.letter(subject="chờ")
    day.letter("came back", subject="về")

    page = cast.organiser().get(f"organise/letters?state={state}").text

    assert subjects(page) == expected
    assert re.findall(r'class="tally">(\d+)<', page) == ["5", "2", "1", "2"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("NGUYEN.AN@", ["Xác nhận đăng ký"]),
        ("cau tra loi", ["Câu trả lời đã được công bố"]),
        ("Câu  trả", ["Câu trả lời đã được công bố"]),
        ("binh cau", ["Câu trả lời đã được công bố"]),
        ("100%", []),
        ("nobody", []),
    ],
)
def test_letters_are_found_by_recipient_and_subject_without_marks(cast, day, words, found) -> None:
    day.letter(recipient="nguyen.an@example.org")
    day.letter(recipient="binh@example.org", subject="Câu trả lời đã được công bố")

    page = cast.organiser().get("organise/letters", query_string={"q": words}).text

    assert subjects(page) == found


def test_the_pages_of_a_search_hold_every_letter_once(cast, day) -> None:
    for number in range(35):
        day.letter(subject=f"Thư {number}")
        day.letter(subject="Khác")
    organiser = cast.organiser()

    pages = [organiser.get(f"organise/letters?q=thu&page={page}").text for page in (1, 2)]

    assert subjects(pages[0]) + subjects(pages[1]) == [f"Thư {n}" for n in reversed(range(35))]
    assert "q=thu" in re.search(r'rel="next" href="(.*?)"', pages[0])[1]


def test_an_empty_outbox_and_a_search_without_finds_say_what_to_do_next(cast, day) -> None:
    organiser = cast.organiser()
    assert "No letter has been written yet." in organiser.get("organise/letters?lang=en").text
    day.letter()

    page = organiser.get("organise/letters?q=xyz").text

    assert "No letter matches the search." in page
    assert 'class="empty"' in page


def test_a_letter_of_the_sample_day_is_shown_in_full_with_its_links(app, cast, day) -> None:
    app.config["IS_DEMO"] = True
    letter_id = day.letter(text=f"Kính gửi Ông <b>An</b>,\n\n{LINK}.\nhttp://elsewhere.example/x")

    page = cast.organiser().get(f"organise/letters/{letter_id}").text

    assert f'<a href="{LINK}">{LINK}</a>' in page
    assert "&lt;b&gt;An&lt;/b&gt;" in page
    assert 'href="http://elsewhere.example' not in page


@pytest.mark.parametrize(("is_demo", "recipient"), [(False, ""), (True, "head.shtt@example.org")])
def test_nobody_can_use_a_sign_in_link_of_somebody_real_or_of_an_office(
    app, cast, day, is_demo, recipient
) -> None:
    cast.head("shtt")
    app.config["IS_DEMO"] = is_demo
    told = {"recipient": recipient} if recipient else {}
    letter_id = day.letter(text=f"Kính gửi,\n{LINK}\nhttp://localhost/{'x' * 9}", **told)

    page = cast.organiser().get(f"organise/letters/{letter_id}").text

    assert "a-secret-token" not in page
    assert f'<a href="http://localhost/{"x" * 9}">' in page


def test_sending_again_lets_a_letter_be_tried_at_once_as_if_for_the_first_time(
    cast, day, app
) -> None:
    letter_id = day.letter("given up")

    response = cast.organiser().post(f"organise/letters/{letter_id}/sending")
    kept = day.kept(letter_id)

    assert response.status_code == 303
    assert (kept.attempts, kept.given_up_at) == (0, None)
    with app.app_context():
        assert now() - timedelta(minutes=1) < kept.next_attempt_at <= now()
        entries = sa.select(AuditEntry.act).filter_by(subject=f"letter {letter_id}")
        assert db.session.scalars(entries).all() == ["sent again"]


def test_a_letter_that_was_sent_is_not_sent_twice(cast, day) -> None:
    letter_id = day.letter("sent")

    response = cast.organiser().post(f"organise/letters/{letter_id}/sending?lang=en")

    assert response.status_code == 409
    assert "This letter has been sent already." in response.text


def test_letters_about_signing_in_are_for_administrators_only(cast, day, administrator) -> None:
    day.letter(subject="Thư chung")
    letter_id = day.letter(subject="Liên kết đăng nhập", event_id=None)
    organiser = cast.organiser()

    assert subjects(organiser.get("organise/letters").text) == ["Thư chung"]
    assert organiser.get(f"organise/letters/{letter_id}").status_code == 404
    assert organiser.post(f"organise/letters/{letter_id}/sending").status_code == 404
    assert subjects(administrator.get("organise/letters").text) == [
        "Liên kết đăng nhập",
        "Thư chung",
    ]
    assert administrator.get(f"organise/letters/{letter_id}").status_code == 200


def test_another_events_letters_are_not_shown(cast, day, administrator) -> None:
    letter_id = day.letter(event_id=day.other_event())

    for browser in (cast.organiser(), administrator):
        assert subjects(browser.get("organise/letters").text) == []
        assert browser.get(f"organise/letters/{letter_id}").status_code == 404
        assert browser.post(f"organise/letters/{letter_id}/sending").status_code == 404


def test_the_list_takes_the_same_number_of_statements_for_few_and_for_many_letters(
    cast, day, statements
) -> None:
    organiser, numbers = cast.organiser(), []
    day.letter()
    for more in (0, 29):
        for _ in range(more):
            day.letter("failed")
        organiser.get("organise/letters")
        statements.clear()
        page = organiser.get("organise/letters").text
        numbers.append((len(subjects(page)), len(statements)))

    assert numbers == [(1, numbers[0][1]), (30, numbers[0][1])]
