"""Organisers keep rooms and remote sites; everybody reads where the sites are."""

import re

import pytest
import sqlalchemy as sa

from confapp.agenda.models import Room, Site
from confapp.database import db
from tests.cast import the_event

LINK = "https://hop.example.vn/phong-1"


def room(**told: str) -> dict[str, str]:
    return {
        "name_vi": "Phòng họp 2",
        "name_en": "Meeting room 2",
        "capacity": "40",
        "link": LINK,
    } | told


def site(**told: str) -> dict[str, str]:
    fields = {"name_vi": "Điểm cầu Lâm Đồng", "name_en": "", "province": "68"}
    return (
        fields | {"address": "01 Trần Phú, Đà Lạt", "contact": "Văn phòng Sở, 0263 382 2000"} | told
    )


def errors(page: str) -> dict[str, str]:
    return dict(re.findall(r'id="([\w-]+)-error">.*?<span>(.*?)</span>', page, re.DOTALL))


def rooms(app) -> dict[str, tuple[int | None, str]]:
    with app.app_context():
        return {
            one.name.vi: (one.capacity, one.link) for one in db.session.scalars(sa.select(Room))
        }


def sites(app) -> list[str]:
    with app.app_context():
        return [one.name.vi for one in db.session.scalars(sa.select(Site).order_by(Site.id))]


def number_of(app, model, name: str) -> int:
    with app.app_context():
        return db.session.scalars(sa.select(model.id).where(model.name_vi == name)).one()


def test_a_room_is_added_changed_and_removed(cast, app) -> None:
    organiser = cast.organiser()
    assert organiser.post("organise/agenda/rooms/new", room()).status_code == 303
    number = number_of(app, Room, "Phòng họp 2")
    assert rooms(app)["Phòng họp 2"] == (40, LINK)

    organiser.post(f"organise/agenda/rooms/{number}", room(name_vi="Phòng họp 3", capacity=""))
    assert rooms(app)["Phòng họp 3"] == (None, LINK)

    assert organiser.post(f"organise/agenda/rooms/{number}/removal").status_code == 303
    assert "Phòng họp 3" not in rooms(app)
    assert organiser.post(f"organise/agenda/rooms/{number}/removal").status_code == 404


def test_a_room_in_which_something_takes_place_cannot_be_removed(cast, app) -> None:
    number = number_of(app, Room, "Hội trường")

    refused = cast.organiser().post(f"organise/agenda/rooms/{number}/removal")

    assert refused.status_code == 409
    assert "Có nội dung của chương trình tại phòng này" in refused.text
    assert "Hội trường" in rooms(app)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name_vi": ""}, "name_vi"),
        ({"name_vi": "Hội trường"}, "name_vi"),
        ({"name_vi": "x" * 121}, "name_vi"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "nhiều"}, "capacity"),
        ({"capacity": "99999999999999999999"}, "capacity"),
        ({"link": "http://hop.example.vn"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://[x"}, "link"),
    ],
)
def test_what_cannot_be_a_room_is_said_at_its_field_and_what_was_typed_stays(
    cast, app, told, field
) -> None:
    before = rooms(app)

    refused = cast.organiser().post("organise/agenda/rooms/new", room(**told))

    assert (refused.status_code, list(errors(refused.text))) == (422, [field])
    assert 'value="Meeting room 2"' in refused.text
    assert rooms(app) == before


def test_the_draft_says_when_a_room_is_too_small(cast, things, app) -> None:
    for _number in range(3):
        things.registration()
    things.registration(mode="online")
    cancelled = things.registration()
    cast.delegate(cancelled).post("me/cancellation")
    organiser, number = cast.organiser(), number_of(app, Room, "Hội trường")
    small = room(name_vi="Hội trường", capacity="2", link="")
    organiser.post(f"organise/agenda/rooms/{number}", small)

    assert "Hội trường có 2 chỗ; có 3 đại biểu đăng ký dự trực tiếp." in (
        organiser.get("organise/agenda").text
    )
    organiser.post(f"organise/agenda/rooms/{number}", small | {"capacity": "3"})
    assert "3 đại biểu đăng ký dự trực tiếp" not in organiser.get("organise/agenda").text


def test_the_link_of_a_room_is_for_those_who_take_part(cast, things, app, stranger) -> None:
    organiser, number = cast.organiser(), number_of(app, Room, "Hội trường")
    organiser.post(f"organise/agenda/rooms/{number}", room(name_vi="Hội trường"))
    delegate = cast.delegate(things.registration())

    assert LINK in delegate.get("agenda").text
    assert LINK in delegate.get("agenda/live").text
    for path in ["agenda", "agenda/live", "agenda.ics", "agenda.json", "agenda/sites"]:
        assert LINK not in stranger.get(path).text


def test_a_site_is_added_changed_and_removed(cast, app, stranger) -> None:
    organiser = cast.organiser()
    organiser.post("organise/agenda/sites/new", site())
    number = number_of(app, Site, "Điểm cầu Lâm Đồng")
    page = stranger.get("agenda/sites").text
    for said in ["Điểm cầu Lâm Đồng", "Tỉnh Lâm Đồng", "01 Trần Phú", "0263 382 2000"]:
        assert said in page

    organiser.post(f"organise/agenda/sites/{number}", site(address="02 Trần Phú, Đà Lạt"))
    assert "02 Trần Phú" in stranger.get("agenda/sites").text

    organiser.post(f"organise/agenda/sites/{number}/removal")
    assert sites(app) == []
    assert 'class="empty"' in stranger.get("agenda/sites").text


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name_vi": ""}, "name_vi"),
        ({"province": "00"}, "province"),
        ({"address": "x" * 201}, "address"),
    ],
)
def test_what_cannot_be_a_site_is_said_at_its_field(cast, app, told, field) -> None:
    refused = cast.organiser().post("organise/agenda/sites/new", site(**told))

    assert (refused.status_code, list(errors(refused.text))) == (422, [field])
    assert sites(app) == []


def test_every_province_gets_a_site_and_none_a_second(cast, app, stranger) -> None:
    organiser = cast.organiser()
    organiser.post("organise/agenda/sites/new", site())

    organiser.post("organise/agenda/sites/provinces")
    organiser.post("organise/agenda/sites/provinces")

    assert len(sites(app)) == 34
    assert "Điểm cầu Sở Khoa học và Công nghệ thành phố Hà Nội" in sites(app)
    assert "Điểm cầu Sở Khoa học và Công nghệ tỉnh Lâm Đồng" not in sites(app)
    first = re.search(r"<td data-main>(.*?)</td>", stranger.get("agenda/sites").text)
    assert first[1] == "Điểm cầu Sở Khoa học và Công nghệ tỉnh An Giang"


def test_sites_are_found_without_marks(cast, stranger) -> None:
    cast.organiser().post("organise/agenda/sites/provinces")

    found = re.findall(r"<td data-main>(.*?)</td>", stranger.get("agenda/sites?q=quang ngai").text)

    assert found == ["Điểm cầu Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"]
    assert "Không có điểm cầu phù hợp" in stranger.get("agenda/sites?q=atlantis").text


@pytest.mark.parametrize("path", ["agenda/sites", "organise/agenda/sites"])
def test_the_list_of_sites_takes_the_same_statements_for_one_and_for_thirty(
    cast, statements, path
) -> None:
    organiser = cast.organiser()
    organiser.post("organise/agenda/sites/new", site())
    organiser.get(path)
    statements.clear()
    organiser.get(path)
    one = len(statements)
    organiser.post("organise/agenda/sites/provinces")
    statements.clear()

    organiser.get(path)

    assert len(statements) == one


OWN = ["rooms", "rooms/new", "rooms/{room}", "sites", "sites/new", "sites/{site}"]


@pytest.mark.parametrize("path", OWN)
def test_only_organisers_keep_places_and_only_their_events(
    cast, things, app, stranger, path
) -> None:
    organiser = cast.organiser()
    organiser.post("organise/agenda/sites/new", site())
    known = {
        "room": number_of(app, Room, "Hội trường"),
        "site": number_of(app, Site, "Điểm cầu Lâm Đồng"),
    }
    own = f"organise/agenda/{path.format(**known)}"

    assert organiser.get(own).status_code == 200
    assert stranger.get(own).status_code == 302
    for other in [cast.moderator(), cast.head("shtt"), cast.delegate(things.registration())]:
        assert other.get(own).status_code == 403
        assert other.post(own, room()).status_code in (403, 405)
    if "{" in path:
        assert (
            organiser.get(f"organise/agenda/{path.format(room=9999, site=9999)}").status_code == 404
        )
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Site)) == 1
        assert the_event().slug in organiser.get(own).text


def test_the_registration_form_suggests_the_sites_that_there_are(cast, stranger) -> None:
    cast.organiser().post("organise/agenda/sites/new", site())

    page = stranger.get("register").text

    assert 'list="known-sites"' in page
    assert '<option value="Điểm cầu Lâm Đồng"></option>' in page
