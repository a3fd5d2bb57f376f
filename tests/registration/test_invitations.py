"""Whoever others have registered says for themselves whether they come."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.registration.invitations import inviting
from confapp.registration.models import Consent, InvitationAnswer, Registration
from confapp.registration.standing import standing_of
from tests.cast import Browser, the_event
from tests.conftest import set_clock

OTHER = {
    "names_other": "y",
    "salutation": "Bà",
    "full_name": "Lê Thị Bình",
    "post": "Phó Giám đốc",
    "organisation": "Sở Khoa học và Công nghệ",
    "phone": "0987654321",
    "email": "binh@example.org",
}


@pytest.fixture(autouse=True)
def some_days_before(app) -> None:
    set_clock(app, 9, 0, day=(2025, 11, 3))


@pytest.fixture
def invited(app, things):
    """Somebody from a list is invited; gives the address in the letter."""

    def written(name: str = "Nguyễn Văn An", email: str = "an@example.org") -> str:
        number = things.registration(name, email=email)
        with app.app_context():
            inviting.invite(db.session.get_one(Registration, number), by=None, at=now())
            db.session.commit()
        return link_to(app, email)

    return written


def link_to(app, email: str) -> str:
    with app.app_context():
        texts = db.session.scalars(sa.select(Message.text).filter_by(recipient=email))
        [found] = {re.search(r"/tap-huan\S+/invitation/\S+", text)[0] for text in texts}
        return found


def letters(app) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(
            sa.select(Message.recipient, Message.subject).order_by(Message.id)
        )
        return [(row[0], row[1].partition(":")[0]) for row in rows]


def standings(app) -> dict[str, str]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Registration).order_by(Registration.id))
        return {row.full_name: str(standing_of(row, at=now())) for row in rows}


def test_accepting_keeps_the_consents_and_sends_the_ticket(app, stranger, invited) -> None:
    link = invited()
    assert stranger.get(link).status_code == 200

    answer = stranger.post(link, {"organising": "y"})

    assert answer.status_code == 303
    with app.app_context():
        [consent] = db.session.scalars(sa.select(Consent))
        assert consent.purpose == "organising"
        confirmation = db.session.scalars(sa.select(Message).order_by(Message.id.desc())).first()
        assert (confirmation.recipient, confirmation.enclosure) == ("an@example.org", "ticket:1")


def test_opening_the_link_answers_nothing_and_signs_nobody_in(app, stranger, invited) -> None:
    link = invited()
    for _ in range(3):
        stranger.get(link)

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(InvitationAnswer.at))) == 0
    stranger.post(link, {"organising": "y"})
    assert stranger.get("me").status_code == 302


def test_without_the_consent_nothing_is_accepted(app, stranger, invited) -> None:
    answer = stranger.post(invited(), {})

    assert answer.status_code == 422
    assert 'id="organising-error"' in answer.text


def test_a_link_answers_once(app, stranger, invited) -> None:
    link = invited()
    stranger.post(link, {"organising": "y"})

    again = [
        stranger.get(link),
        stranger.post(link, {"organising": "y"}),
        stranger.post(f"{link}/decline", {}),
    ]

    assert [one.status_code for one in again] == [410, 410, 410]
    assert standings(app) == {"Nguyễn Văn An": "confirmed"}


def test_of_many_answers_at_once_one_counts(app, invited) -> None:
    link = invited()
    browsers = [Browser(app.test_client()) for _ in range(8)]

    def answer(pair: tuple[int, Browser]) -> int:
        number, browser = pair
        path = link if number % 2 else f"{link}/decline"
        return browser.post(path, {"organising": "y"}).status_code

    with ThreadPoolExecutor(8) as threads:
        codes = list(threads.map(answer, enumerate(browsers)))

    assert sorted(codes) == [303] + 7 * [410]


def test_declining_gives_the_place_on(app, stranger, invited) -> None:
    answer = stranger.post(f"{invited()}/decline", {"reason": "Công tác nước ngoài"})

    assert answer.status_code == 303
    assert standings(app) == {"Nguyễn Văn An": "cancelled"}


def test_declining_for_somebody_else_invites_them(app, stranger, invited) -> None:
    stranger.post(f"{invited()}/decline", OTHER)

    assert standings(app) == {"Nguyễn Văn An": "cancelled", "Lê Thị Bình": "confirmed"}
    assert stranger.post(link_to(app, "binh@example.org"), {"organising": "y"}).status_code == 303


def test_who_comes_instead_must_be_told_whole_and_nothing_is_lost(app, stranger, invited) -> None:
    answer = stranger.post(f"{invited()}/decline", OTHER | {"phone": ""})

    assert answer.status_code == 422
    assert 'id="phone-error"' in answer.text
    assert "Lê Thị Bình" in answer.text
    assert standings(app) == {"Nguyễn Văn An": "confirmed"}


@pytest.mark.parametrize("key", ["1.aaaa", "1." + "a" * 32, "x", "0." + "a" * 32])
def test_a_forged_key_opens_nothing(stranger, invited, key) -> None:
    invited()

    assert stranger.get(f"invitation/{key}").status_code == 404
    assert stranger.post(f"invitation/{key}", {"organising": "y"}).status_code == 404


def test_a_key_of_the_calendar_answers_no_invitation(app, stranger, invited) -> None:
    from confapp.registration import calendars

    invited()
    with app.app_context():
        key = calendars.key_of(db.session.get_one(Registration, 1))

    assert stranger.get(f"invitation/{key}").status_code == 404


def test_everybody_from_lists_is_invited_once(app, cast, things, stranger, fields) -> None:
    stranger.post("register", fields(email="self@example.org", full_name="Tự Đăng Ký"))
    for number in range(30):
        things.registration(f"Người {number}", email=f"n{number}@example.org")
    things.registration("Không Thư", email="dai-bieu-x@khong-co.invalid")
    organiser = cast.organiser()

    with app.app_context():
        for _ in range(2):
            inviting.invite_all(the_event().id, organiser.user_id)

    invited = [to for to, subject in letters(app) if subject == "Giấy mời"]
    assert sorted(invited) == sorted(f"n{number}@example.org" for number in range(30))


def test_who_does_not_answer_is_reminded_twice_in_the_daytime(app, invited) -> None:
    invited()
    counts = []
    for hours in (25, 73, 85, 97, 169, 241):
        set_clock(app, 9, 0, day=(2025, 11, 3))
        app.config["CLOCK_OFFSET"] += timedelta(hours=hours)
        with app.app_context():
            inviting.remind_by_itself()
        counts.append(len(letters(app)) - 1)

    # After one day, three, three and a half at night, four, seven, and ten days: past the deadline
    # or reminded often enough.
    assert counts == [0, 1, 1, 1, 2, 2]


def test_whoever_has_answered_is_not_reminded(app, stranger, invited, cast) -> None:
    stranger.post(invited(), {"organising": "y"})
    invited("Lê Thị Bình", "binh@example.org")
    organiser = cast.organiser()
    app.config["CLOCK_OFFSET"] += timedelta(days=2)
    with app.app_context():
        for _ in range(2):
            inviting.remind_all(the_event().id, organiser.user_id)

    reminded = [to for to, subject in letters(app) if subject.startswith("Đề nghị trả lời")]
    assert reminded == ["binh@example.org"]


def test_the_organisers_see_how_far_the_invitations_are(cast, stranger, invited) -> None:
    stranger.post(invited(), {"organising": "y"})
    invited("Lê Thị Bình", "binh@example.org")
    organiser = cast.organiser()

    page = organiser.get("organise/invitations")

    numbers = re.findall(r'class="count-number">(\d+)', page.text)
    assert numbers == ["0", "1", "1", "0"]
    accepted = organiser.get("organise/delegates?invitation=accepted").text
    assert ("Nguyễn Văn An" in accepted, "Lê Thị Bình" in accepted) == (True, False)


def test_only_organisers_invite(cast, stranger) -> None:
    assert cast.desk().post("organise/invitations").status_code == 403
    assert cast.desk().post("organise/invitations/reminders").status_code == 403
    assert stranger.get("organise/invitations").status_code == 302


def test_the_page_without_a_door_does_not_say_who_is_registered(
    app, stranger, invited, things
) -> None:
    things.registration("Lê Thị Bình", email="binh@example.org")

    answer = stranger.post(f"{invited()}/decline", OTHER)

    assert answer.status_code == 422
    assert "ĐB-" not in answer.text
    assert "đã đăng ký" not in answer.text.lower()


def test_a_domain_with_marks_is_written_as_mail_servers_take_it(app, stranger, fields) -> None:
    assert stranger.post("register", fields(email="x@việt.vn")).status_code == 303

    with app.app_context():
        [kept] = db.session.scalars(sa.select(Registration.email))
        assert kept == "x@xn--vit-5kz.vn"
