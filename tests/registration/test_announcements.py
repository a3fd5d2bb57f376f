"""Organisers write to delegates: counted, tried out, then to each once."""

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.events.models import Event
from confapp.mail import outbox
from confapp.mail.hypertext import as_html
from confapp.mail.models import Message
from confapp.registration.announcements.models import Announcement, AnnouncementReader
from confapp.registration.announcements.sending import AT_ONCE, write_announcements
from confapp.registration.models import Cancellation
from tests.cast import Browser, the_event

_numbers = count(1)


def fields(**told: Any) -> dict[str, Any]:
    return {
        "submission_id": f"an-announcement-{next(_numbers):06d}",
        "subject_vi": "Đổi phòng họp",
        "text_vi": "Kính gửi $name ($number),\n\nPhiên chiều họp tại hội trường B.\n$link",
        "subject_en": "",
        "text_en": "",
        "province": "",
        "mode": "",
        "session": "",
        "attendance": "",
        "state": "confirmed",
        "invitation": "",
    } | told


@pytest.fixture
def organiser(cast) -> Browser:
    return cast.organiser()


@pytest.fixture
def draft(organiser) -> Callable[..., str]:
    """Writes a draft and gives its address."""

    def written(**told: Any) -> str:
        answer = organiser.post("organise/announcements/new", fields(**told))
        assert answer.status_code == 303, answer.text
        return answer.location

    return written


def send(organiser: Browser, address: str) -> None:
    assert organiser.post(f"{address}/test").status_code == 303
    assert organiser.post(f"{address}/sending").status_code == 303


def work(app: Flask) -> None:
    with app.app_context():
        write_announcements()


def letters(app: Flask) -> list[Message]:
    """Those that are no tests."""
    with app.app_context():
        written = sa.select(Message).where(Message.is_bulk).order_by(Message.id)
        return list(db.session.scalars(written))


def cancel(app: Flask, registration_id: int) -> None:
    with app.app_context():
        db.session.add(Cancellation(registration_id=registration_id, at=now()))
        db.session.commit()


def test_the_number_of_readers_and_the_letter_are_shown_before_anything_is_sent(
    app, things, organiser, draft
) -> None:
    things.registration(mode="online")
    things.registration()
    things.registration(email="dai-bieu-x@khong-co.invalid")
    cancel(app, things.registration())

    page = html.unescape(organiser.get(f"{draft()}?lang=en").text)

    assert "2 delegates get this letter." in page
    assert "1 more has no e-mail address and is to be told otherwise." in page
    assert "Kính gửi Bà Nguyễn Thị Minh Hòa (ĐB-0000)," in page
    assert "/sending" not in page
    with app.app_context():
        assert db.session.scalars(sa.select(Message)).all() == []


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, ["a", "b", "c"]),
        ({"mode": "online"}, ["b"]),
        ({"province": "ministry"}, []),
        ({"attendance": "absent"}, ["a", "b", "c"]),
        ({"state": "cancelled"}, ["d"]),
    ],
)
def test_only_whom_the_filters_choose_gets_it(
    app, things, organiser, draft, choice, expected
) -> None:
    for name, mode in (("a", "in_person"), ("b", "online"), ("c", "in_person")):
        things.registration(email=f"{name}@example.org", mode=mode)
    cancel(app, things.registration(email="d@example.org"))
    address = draft(**choice)
    organiser.post(f"{address}/test")

    answer = organiser.post(f"{address}/sending")
    work(app)

    assert answer.status_code == (303 if expected else 409)
    assert [letter.recipient[0] for letter in letters(app)] == expected


def test_each_gets_a_letter_of_their_own_with_the_link_as_a_link(
    app, things, organiser, draft
) -> None:
    number = things.registration("Nguyễn Văn An", email="an@example.org")
    send(organiser, draft(text_vi="Kính gửi $name ($number): $$5, http://evil.example\n\n$link"))
    work(app)

    [letter] = letters(app)
    link = "http://localhost/tap-huan-13-11-2025/me"
    assert letter.text == (
        f"Kính gửi Ông Nguyễn Văn An (ĐB-{number:04d}): $5, http://evil.example\n\n"
        f"{link}\n\nBan tổ chức hội nghị\n"
    )
    with app.app_context():
        links = re.findall(r'<a href="(.*?)">', as_html(letter, sender="x"))
    assert links == [link, "http://localhost"]


def test_who_registered_in_english_gets_the_english_letter(app, things, organiser, draft) -> None:
    things.registration(language="en", email="en@example.org")
    things.registration(language="vi", email="vi@example.org")
    send(organiser, draft(subject_en="Another room", text_en="Dear $name"))
    work(app)

    assert [(one.recipient, one.subject, one.language) for one in letters(app)] == [
        ("en@example.org", "Another room", "en"),
        ("vi@example.org", "Đổi phòng họp", "vi"),
    ]


def test_a_test_goes_to_the_organiser_alone_and_is_needed_first(
    app, things, organiser, draft
) -> None:
    things.registration(email="an@example.org")
    address = draft()

    refused = organiser.post(f"{address}/sending?lang=en")
    organiser.post(f"{address}/test?lang=vi")

    assert refused.status_code == 409
    assert "Please send a test to yourself first" in refused.text
    with app.app_context():
        [letter] = db.session.scalars(sa.select(Message))
        assert (letter.recipient, letter.subject) == (organiser.email, "[Gửi thử] Đổi phòng họp")


def test_other_words_are_to_be_tried_out_again_and_other_filters_are_not(
    things, organiser, draft
) -> None:
    things.registration()
    address = draft()
    organiser.post(f"{address}/test")

    organiser.post(f"{address}/edit", fields(mode="in_person"))
    may_be_sent = f'action="{address}/sending"' in organiser.get(address).text
    organiser.post(f"{address}/edit", fields(mode="in_person", subject_vi="Khác"))
    refused = organiser.post(f"{address}/sending")

    assert (may_be_sent, refused.status_code) == (True, 409)


def test_sending_twice_writes_once_and_is_noted_once(app, things, organiser, draft) -> None:
    things.registration()
    address = draft()
    send(organiser, address)
    assert organiser.post(f"{address}/sending").status_code == 303
    work(app)
    work(app)

    assert len(letters(app)) == 1
    with app.app_context():
        sent = sa.select(AuditEntry.details).filter_by(act="send announcement")
        assert db.session.scalars(sent).all() == [{"readers": 1}]


def test_two_organisers_who_send_at_once_and_two_workers_write_to_each_once(
    app, cast, things, organiser, draft
) -> None:
    for _number in range(AT_ONCE + 3):
        things.registration()
    address = draft()
    organiser.post(f"{address}/test")
    browsers = [cast.sign_in(organiser.user_id) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: one.post(f"{address}/sending").status_code, browsers))
        list(pool.map(lambda _number: work(app), range(4)))

    recipients = [letter.recipient for letter in letters(app)]
    assert answers == [303] * 4
    assert len(recipients) == len(set(recipients)) == AT_ONCE + 3


def test_a_job_that_was_killed_goes_on_where_it_was(app, things, organiser, draft) -> None:
    for _number in range(AT_ONCE + 5):
        things.registration()
    address = draft()
    send(organiser, address)
    with app.app_context():
        # What a first transaction had kept when the worker was killed.
        first = db.session.scalars(sa.select(AnnouncementReader).limit(AT_ONCE)).all()
        for reader in first:
            reader.written_at = now()
        db.session.commit()

    under_way = organiser.get(f"{address}/progress").text
    work(app)

    assert f'max="{AT_ONCE + 5}" value="{AT_ONCE}"' in under_way
    assert len(letters(app)) == 5
    with app.app_context():
        assert db.session.scalars(sa.select(Announcement)).one().finished_at is not None


def test_who_waits_for_a_letter_of_their_own_comes_before_the_many(
    app, things, organiser, draft
) -> None:
    things.registration()
    send(organiser, draft())
    work(app)
    with app.app_context():
        mine = outbox.write("an@example.org", "Liên kết", "…", at=now())
        db.session.commit()
        order = db.session.scalars(outbox.waiting(now() + timedelta(minutes=1))).all()

        assert [one.is_bulk for one in order] == [False, False, True]
        assert mine in order[:2]


def test_what_was_sent_is_changed_and_deleted_no_more(app, things, organiser, draft) -> None:
    things.registration()
    address = draft()
    send(organiser, address)

    assert organiser.get(f"{address}/edit").status_code == 409
    assert organiser.post(f"{address}/edit", fields()).status_code == 409
    assert organiser.post(f"{address}/deletion").status_code == 409
    assert organiser.post(f"{address}/test").status_code == 409


def test_a_draft_can_be_deleted(organiser, draft) -> None:
    address = draft()

    assert organiser.post(f"{address}/deletion").status_code == 303
    assert organiser.get(address).status_code == 404


def test_the_same_form_twice_makes_one_draft(organiser) -> None:
    form = fields()

    addresses = {organiser.post("organise/announcements/new", form).location for _ in range(2)}

    assert len(addresses) == 1


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"subject_vi": " "}, "subject_vi", "Vui lòng nhập tiêu đề."),
        ({"text_vi": ""}, "text_vi", "Vui lòng nhập nội dung."),
        ({"text_vi": "Kính gửi $ten"}, "text_vi", "Không dùng được trường $ten trong thư này."),
        ({"text_vi": "Phí 5$"}, "text_vi", "Dấu $ không đứng trước"),
        ({"subject_vi": "${name.x}"}, "subject_vi", "Dấu $ không đứng trước"),
        ({"text_en": "Dear"}, "text_en", "Vui lòng nhập cả tiêu đề và nội dung"),
        ({"text_vi": "x" * 5001}, "text_vi", "Vui lòng nhập không quá 5000 ký tự."),
        ({"province": "nowhere"}, "province", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    organiser, told, field, sentence
) -> None:
    sent = fields(**{"subject_en": "", **told})

    answer = organiser.post("organise/announcements/new", sent)

    assert answer.status_code == 422
    page = html.unescape(answer.text)
    error = re.search(rf'id="{field}-error">(.*?)</p>', page, re.S)
    assert sentence in error[1]
    assert (sent["text_vi"] or sent["subject_vi"]) in page


def test_an_empty_form_says_what_is_missing(organiser) -> None:
    answer = organiser.post("organise/announcements/new", {})

    assert answer.status_code == 422
    assert 'id="subject_vi-error"' in answer.text


def test_the_filters_of_the_list_of_delegates_are_taken_over(organiser) -> None:
    page = organiser.get("organise/announcements/new?mode=online&province=68").text

    assert '<option selected value="online">' in page
    assert '<option selected value="68">' in page


PATHS = [
    ("GET", ""),
    ("GET", "/new"),
    ("POST", "/new"),
    ("GET", "/{id}"),
    ("GET", "/{id}/edit"),
    ("POST", "/{id}/edit"),
    ("POST", "/{id}/test"),
    ("POST", "/{id}/sending"),
    ("GET", "/{id}/progress"),
    ("POST", "/{id}/deletion"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_nobody_but_organisers_may(cast, things, stranger, draft, method, path) -> None:
    address = "organise/announcements" + path.format(id=draft().rsplit("/", 1)[1])
    others = [
        cast.moderator(),
        cast.desk(),
        cast.head("shtt"),
        cast.delegate(things.registration()),
    ]

    codes = {getattr(one, method.lower())(address).status_code for one in others}

    assert codes == {403}
    expected = 302 if method == "GET" else 403
    assert getattr(stranger, method.lower())(address).status_code == expected


@pytest.mark.parametrize(("method", "path"), [one for one in PATHS if "{id}" in one[1]])
def test_another_events_and_unknown_announcements_are_no_pages(
    app, organiser, draft, method, path
) -> None:
    number = draft().rsplit("/", 1)[1]
    with app.app_context():
        ours = the_event()
        told = {c.key: getattr(ours, c.key) for c in sa.inspect(Event).column_attrs}
        other = Event(**{k: v for k, v in told.items() if k not in ("id", "slug")}, slug="khac")
        db.session.add(other)
        db.session.flush()
        db.session.get_one(Announcement, int(number)).event_id = other.id
        db.session.commit()

    for wrong in (number, "9999"):
        address = "organise/announcements" + path.format(id=wrong)
        assert getattr(organiser, method.lower())(address).status_code == 404


def test_the_list_takes_the_same_number_of_statements_for_few_and_for_many(
    organiser, draft, statements
) -> None:
    numbers = []
    draft()
    for more in (0, 29):
        for _ in range(more):
            draft()
        organiser.get("organise/announcements")
        statements.clear()
        page = organiser.get("organise/announcements").text
        numbers.append((page.count("data-main"), len(statements)))

    assert numbers == [(1, numbers[0][1]), (30, numbers[0][1])]


def test_the_empty_list_leads_to_the_first_announcement(organiser) -> None:
    page = organiser.get("organise/announcements?lang=en").text

    assert "No announcement has been written yet." in page
    assert "organise/announcements/new" in page


def test_subjects_say_in_words_what_differs_from_reader_to_reader(organiser, draft) -> None:
    address = draft(subject_vi="Mời $name dự ngày $day")

    for path in (address, "organise/announcements"):
        page = html.unescape(organiser.get(f"{path}?lang=en").text)
        assert "Mời [Mr or Ms and the full name] dự ngày" in page
        assert "$" not in page.split("<main")[1]
