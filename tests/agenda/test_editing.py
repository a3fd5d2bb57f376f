"""The organiser edits the programme."""

import re

import pytest
import sqlalchemy as sa

from confapp.agenda.models import AgendaItem, Speaker
from confapp.audit import AuditEntry
from confapp.database import Words, db

TALK = "trong lĩnh vực Sở hữu trí tuệ"


def errors(page: str) -> dict[str, str]:
    """The sentence at each field."""
    found = re.findall(r'id="([\w-]+)-error">.*?<span>(.*?)</span>', page, re.DOTALL)
    return dict(found)


def acts(app) -> list[tuple[str, str]]:
    with app.app_context():
        about_items = sa.select(AuditEntry).where(AuditEntry.subject.startswith("agenda"))
        entries = db.session.scalars(about_items.order_by(AuditEntry.id))
        return [(entry.act, entry.subject) for entry in entries]


def test_the_list_has_a_way_to_edit_every_item(cast, app) -> None:
    page = cast.organiser().get("organise/agenda").text
    with app.app_context():
        ids = list(db.session.scalars(sa.select(AgendaItem.id)))

    linked = re.findall(r'href="[^"]*/organise/agenda/(\d+)"', page)

    assert sorted(map(int, linked)) == sorted(ids)
    assert len(re.findall(r"organise/agenda/sessions/\d+/items/new", page)) == 2


def test_the_form_shows_what_the_item_is(cast, agenda) -> None:
    page = cast.organiser().get(f"organise/agenda/{agenda.item('Tổng quan')}").text

    assert re.search(r'name="starts"[^>]*value="08:35"', page)
    assert re.search(r'name="ends"[^>]*value="09:10"', page)
    assert re.search(r'<option selected value="chung"', page)
    assert re.search(r'<option selected value="pc"', page)
    assert re.search(r'name="speakers-0-name"[^>]*value="Nguyễn Như Quỳnh"', page)
    assert re.search(r'name="speakers-0-post_vi"[^>]*value="Vụ trưởng Vụ Pháp chế"', page)
    assert 'name="speakers-2-name"' in page


def test_a_saved_item_is_what_the_organiser_typed_and_readers_see_it_once_published(
    cast, agenda, filled_in, app, stranger
) -> None:
    item_id, room_id = agenda.item(TALK), agenda.room()

    response = cast.organiser().post(
        f"organise/agenda/{item_id}",
        filled_in(
            starts="09:40",
            ends="09:55",
            kind="overview",
            room=room_id,
            **{
                "speakers-0-name": "Lê Thị Hồng",
                "speakers-1-post_vi": "Báo cáo viên Vụ Pháp chế",
            },
        ),
    )

    assert (response.status_code, response.location) == (
        303,
        "/tap-huan-13-11-2025/organise/agenda",
    )
    assert agenda.kept(item_id) == {
        "kind": "overview",
        "title": Words("Phổ biến công cụ tra cứu", "Introduction to the search tool"),
        "times": "09:40-09:55",
        "room": Words("Phòng họp 2", "Meeting room 2"),
        "domain": "shtt",
        "department": "shtt",
        "speakers": [
            ("Lê Thị Hồng", "Báo cáo viên Cục Sở hữu trí tuệ", "Speaker from IP Viet Nam"),
            ("", "Báo cáo viên Vụ Pháp chế", ""),
        ],
    }
    assert acts(app) == [("changed", f"agenda item {item_id}")]
    assert "Lê Thị Hồng" not in stranger.get("agenda").text
    agenda.publish()
    assert "Lê Thị Hồng" in stranger.get("agenda").text


def test_domain_unit_room_speakers_and_english_may_be_left_out(cast, agenda, filled_in) -> None:
    item_id = agenda.item(TALK)
    left_out = dict.fromkeys(["title_en", "domain", "department", "room"], "")

    cast.organiser().post(
        f"organise/agenda/{item_id}",
        filled_in(
            starts="09:35",
            ends="10:00",
            **left_out,
            **{"speakers-0-post_vi": "", "speakers-0-post_en": ""},
        ),
    )

    assert agenda.kept(item_id) == {
        "kind": "briefing",
        "title": Words("Phổ biến công cụ tra cứu", ""),
        "times": "09:35-10:00",
        "room": None,
        "domain": None,
        "department": None,
        "speakers": [],
    }


def test_the_same_name_and_post_is_the_same_speaker(cast, agenda, filled_in, app) -> None:
    organiser = cast.organiser()
    person = {
        "speakers-0-name": "Lê Thị Hồng",
        "speakers-0-post_vi": "Trưởng phòng",
        "speakers-0-post_en": "",
    }
    for words in (TALK, "Bưu chính"):
        organiser.post(f"organise/agenda/{agenda.item(words)}", filled_in(title_vi=words, **person))

    with app.app_context():
        named = sa.select(sa.func.count()).select_from(Speaker).filter_by(name="Lê Thị Hồng")
        assert db.session.scalar(named) == 1


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        ("09:50", "09:50", "The end must be after the start."),
        ("09:50", "09:40", "The end must be after the start."),
        ("23:50", "00:10", "The end must be after the start."),
        ("07:00", "19:01", "Nothing lasts more than twelve hours."),
    ],
)
def test_nonsense_is_refused_at_the_field_and_nothing_typed_is_lost(
    cast, agenda, filled_in, starts, ends, sentence
) -> None:
    before = agenda.drafted()

    response = cast.organiser().post(
        f"organise/agenda/{agenda.item(TALK)}?lang=en", filled_in(starts=starts, ends=ends)
    )

    assert response.status_code == 422
    assert errors(response.text) == {"ends": sentence}
    for typed in [starts, ends, "Phổ biến công cụ tra cứu", "Speaker from IP Viet Nam"]:
        assert f'value="{typed}"' in response.text
    assert agenda.drafted() == before


@pytest.mark.parametrize(
    ("starts", "ends", "warning"),
    [
        ("07:59", "08:10", "It is not within its session, which lasts from 08:00 to 11:30."),
        ("11:20", "11:31", "It is not within its session, which lasts from 08:00 to 11:30."),
        ("09:35", "10:05", "At the same time there is “Introduction to the search tool”."),
    ],
)
def test_what_does_not_fit_is_saved_and_said_in_words(
    cast, agenda, filled_in, starts, ends, warning
) -> None:
    organiser, item_id = cast.organiser(), agenda.item(TALK)

    response = organiser.post(
        f"organise/agenda/{item_id}",
        filled_in(starts=starts, ends=ends, following="stay", room=agenda.hall()),
    )

    assert response.status_code == 303
    assert agenda.kept(item_id)["times"] == f"{starts}-{ends}"
    for page in ("organise/agenda", "organise/agenda/list", "organise/agenda/publication"):
        assert warning in organiser.get(f"{page}?lang=en").text


@pytest.mark.parametrize(
    ("following", "tea", "last"),
    [
        ("follow", "10:10-10:25", "11:15-11:40"),
        ("push", "10:10-10:25", "11:15-11:40"),
        ("stay", "10:00-10:15", "11:05-11:30"),
    ],
)
def test_the_items_after_it_do_what_was_chosen(
    cast, agenda, filled_in, following, tea, last
) -> None:
    cast.organiser().post(
        f"organise/agenda/{agenda.item(TALK)}",
        filled_in(starts="09:35", ends="10:10", following=following),
    )

    with agenda.app.app_context():
        morning = db.session.get_one(AgendaItem, agenda.item("Tổng quan")).session_id
    ids = [item["id"] for item in agenda.drafted()["sessions"][0]["items"]]
    assert agenda.drafted()["sessions"][0]["id"] == morning
    assert (agenda.kept(ids[5])["times"], agenda.kept(ids[8])["times"]) == (tea, last)


def test_an_empty_form_gets_a_sentence_at_each_field_that_is_needed(cast, agenda) -> None:
    item_id = agenda.item(TALK)
    before = agenda.kept(item_id)

    response = cast.organiser().post(f"organise/agenda/{item_id}?lang=en", {})

    assert response.status_code == 422
    assert errors(response.text) == {
        "starts": "Please enter the start time.",
        "ends": "Please enter the end time.",
        "title_vi": "Please enter the title.",
        "kind": "Please choose a kind.",
    }
    assert agenda.kept(item_id) == before


def test_what_cannot_be_is_said_at_its_field(cast, agenda, filled_in) -> None:
    response = cast.organiser().post(
        f"organise/agenda/{agenda.item(TALK)}?lang=en",
        filled_in(
            starts="25:00",
            title_vi="x" * 301,
            kind="party",
            domain="zzz",
            department="zzz",
            **{"speakers-1-name": "Lê Thị Hồng"},
        ),
    )

    assert response.status_code == 422
    assert errors(response.text) == {
        "starts": "The time is not valid. Example: 08:30",
        "title_vi": "At most 300 characters, please.",
        "kind": "Please choose from the list.",
        "domain": "Please choose from the list.",
        "department": "Please choose from the list.",
        "speakers-1-post_vi": "Please enter the position or the unit.",
    }
    assert 'href="#speakers-1-post_vi"' in response.text
    assert 'value="Lê Thị Hồng"' in response.text


def test_an_item_is_added_to_a_session(cast, agenda, filled_in, app) -> None:
    evening = agenda.evening()

    response = cast.organiser().post(
        f"organise/agenda/sessions/{evening}/items/new", filled_in(starts="18:00", ends="18:30")
    )

    assert response.status_code == 303
    assert agenda.titles(evening) == ["Phổ biến công cụ tra cứu"]
    assert acts(app) == [("added", f"agenda item {agenda.item('tra cứu')}")]


def test_adding_the_same_item_twice_is_warned_of_and_can_be_taken_back(
    cast, agenda, filled_in
) -> None:
    organiser, evening = cast.organiser(), agenda.evening()
    path = f"organise/agenda/sessions/{evening}/items/new"
    fields = filled_in(starts="18:00", ends="18:30")
    organiser.post(path, fields)

    organiser.post(path, fields)

    page = organiser.get("organise/agenda?lang=en").text
    assert "At the same time there is “Introduction to the search tool”." in page
    organiser.post(re.search(r'action="[^"]*?(organise/agenda/steps/\d+/undoing)"', page)[1])
    assert agenda.titles(evening) == ["Phổ biến công cụ tra cứu"]


def test_an_empty_session_says_so_and_offers_to_add_an_item(cast, agenda) -> None:
    evening = agenda.evening()

    page = cast.organiser().get("organise/agenda").text

    assert 'class="empty"' in page
    assert f"organise/agenda/sessions/{evening}/items/new" in page
    assert cast.organiser().get(f"organise/agenda/sessions/{evening}/items/new").status_code == 200


def test_a_removed_item_keeps_its_row_and_is_gone_for_readers_once_published(
    cast, agenda, app, stranger
) -> None:
    item_id = agenda.item("Tổng quan")

    response = cast.organiser().post(f"organise/agenda/{item_id}/removal")

    assert response.status_code == 303
    assert "Tổng quan" in stranger.get("agenda").text
    agenda.publish()
    assert "Tổng quan" not in stranger.get("agenda").text
    assert acts(app)[0] == ("removed", f"agenda item {item_id}")
    with app.app_context():
        assert db.session.get_one(AgendaItem, item_id).removed_at is not None


def test_deleting_twice_finds_nothing_the_second_time(cast, agenda) -> None:
    organiser, path = cast.organiser(), f"organise/agenda/{agenda.item('Tổng quan')}/removal"
    organiser.post(path)

    assert organiser.post(path).status_code == 404


def test_deleting_asks_once_in_words(cast, agenda) -> None:
    page = cast.organiser().get(f"organise/agenda/{agenda.item('Tổng quan')}").text
    zone = page[page.index('<details class="danger-zone">') :]

    assert (
        f"/organise/agenda/{agenda.item('Tổng quan')}/removal" in zone[: zone.index("</details>")]
    )
    assert "open" not in zone[: zone.index("<summary>")].replace("danger-zone", "")


@pytest.mark.parametrize(
    "path",
    [
        "organise/agenda",
        "organise/agenda/list",
        "organise/agenda/publication",
        "organise/agenda/day",
        "organise/agenda/day/live",
    ],
)
def test_it_takes_the_same_number_of_statements_for_eight_items_and_for_eighty(
    cast, agenda, statements, path
) -> None:
    organiser = cast.organiser()

    def needed() -> int:
        statements.clear()
        assert organiser.get(path).status_code == 200
        return len(statements)

    agenda.evening(items=8)
    agenda.publish()
    needed()
    few = needed()
    agenda.evening(items=80)
    agenda.publish()

    assert needed() == few
