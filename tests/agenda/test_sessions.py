"""Organisers keep the sessions of the day."""

import re

import pytest
import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.database import db

PATH = "organise/agenda/sessions"


def fields(**told: str) -> dict[str, str]:
    known = {"title_vi": "Phiên buổi tối", "title_en": "Evening session", "day": "2025-11-13"}
    return known | {"starts": "18:00", "ends": "20:00"} | told


def titles(app) -> list[str]:
    with app.app_context():
        rows = db.session.scalars(sa.select(AgendaSession).order_by(AgendaSession.starts_at))
        return [row.title.vi for row in rows]


def errors(page: str) -> list[str]:
    return re.findall(r'id="([\w-]+)-error">', page)


def test_a_session_is_added_to_the_draft_and_published(cast, agenda, app, stranger) -> None:
    assert cast.organiser().post(f"{PATH}/new", fields()).status_code == 303
    assert titles(app)[-1] == "Phiên buổi tối"
    assert "Phiên buổi tối" not in stranger.get("agenda").text

    agenda.publish()

    assert "Phiên buổi tối" in stranger.get("agenda").text
    assert "Thêm: “Phiên buổi tối”, 18:00–20:00." in stranger.get("agenda/versions/2").text


def test_a_session_is_renamed_and_moved_and_readers_are_told(cast, agenda, stranger) -> None:
    afternoon = agenda.session("Phiên buổi chiều")
    changed = fields(title_vi="Phiên hỏi đáp", title_en="", starts="13:00", ends="17:00")

    assert cast.organiser().post(f"{PATH}/{afternoon}", changed).status_code == 303
    agenda.publish()

    page = stranger.get("agenda/versions/2").text
    assert "Dời: “Phiên hỏi đáp” từ 13:30–17:00 sang 13:00–17:00." in page
    assert "Nội dung: “Phiên hỏi đáp” (trước đây: “Phiên buổi chiều”)." in page


def test_every_change_of_a_session_can_be_taken_back(cast, agenda, app) -> None:
    organiser, before = cast.organiser(), titles(app)
    organiser.post(f"{PATH}/{agenda.session()}", fields(starts="13:30", ends="17:00"))
    organiser.post(f"{PATH}/new", fields(title_vi="Phiên thêm"))
    assert titles(app) == [before[0], "Phiên buổi tối", "Phiên thêm"]

    for _step in range(2):
        step = re.search(r"steps/(\d+)/undoing", organiser.get("organise/agenda").text)
        assert organiser.post(f"organise/agenda/steps/{step[1]}/undoing").status_code == 303

    assert titles(app) == before


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title_vi": ""}, "title_vi"),
        ({"day": ""}, "day"),
        ({"day": "hôm nay"}, "day"),
        ({"starts": ""}, "starts"),
        ({"starts": "20:00", "ends": "18:00"}, "ends"),
        ({"starts": "06:00", "ends": "23:00"}, "ends"),
    ],
)
def test_what_cannot_be_a_session_is_said_at_its_field(cast, app, told, field) -> None:
    before = titles(app)

    refused = cast.organiser().post(f"{PATH}/new", fields(**told))

    assert (refused.status_code, errors(refused.text)) == (422, [field])
    assert titles(app) == before


def test_a_session_that_never_held_anything_is_removed(cast, agenda, app) -> None:
    organiser, evening = cast.organiser(), agenda.evening()

    assert organiser.post(f"{PATH}/{evening}/removal").status_code == 303
    assert "Phiên buổi tối" not in titles(app)


def test_a_session_with_items_or_delegates_stays(cast, agenda, things, app) -> None:
    organiser, evening = cast.organiser(), agenda.evening()
    things.registration()

    with_items = organiser.post(f"{PATH}/{agenda.session()}/removal")
    with_delegates = organiser.post(f"{PATH}/{evening}/removal")

    assert (with_items.status_code, with_delegates.status_code) == (409, 409)
    assert "đã từng có nội dung" in with_items.text
    assert "đã có đại biểu đăng ký" in with_delegates.text.lower()
    assert len(titles(app)) == 3


@pytest.mark.parametrize("path", ["new", "{session}", "{session}/removal"])
def test_only_organisers_keep_sessions(cast, things, agenda, app, stranger, path) -> None:
    own, before = f"{PATH}/{path.format(session=agenda.session())}", titles(app)

    assert stranger.post(own, fields()).status_code == 403
    for other in [cast.moderator(), cast.head("shtt"), cast.delegate(things.registration())]:
        assert other.post(own, fields()).status_code == 403
    assert titles(app) == before
    unknown = f"{PATH}/{path.format(session=9999)}"
    assert "{" not in path or cast.organiser().post(unknown, fields()).status_code == 404
