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


def test_a_saved_item_is_what_the_organiser_typed(cast, agenda, filled_in, app, stranger) -> None:
    item_id = agenda.item(TALK)

    response = cast.organiser().post(
        f"organise/agenda/{item_id}",
        filled_in(
            starts="09:40",
            ends="09:55",
            kind="overview",
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
    assert "Lê Thị Hồng" in stranger.get("agenda").text


def test_domain_unit_room_speakers_and_english_may_be_left_out(cast, agenda, filled_in) -> None:
    item_id = agenda.item(TALK)
    left_out = dict.fromkeys(["title_en", "domain", "department", "room_vi", "room_en"], "")

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
        "room": Words("", ""),
        "domain": None,
        "department": None,
        "speakers": [],
    }


def test_unchanged_speakers_keep_their_rows(cast, agenda, filled_in, app) -> None:
    item_id = agenda.item(TALK)
    with app.app_context():
        before = db.session.scalars(sa.select(Speaker.id).filter_by(item_id=item_id)).all()

    cast.organiser().post(
        f"organise/agenda/{item_id}",
        filled_in(
            starts="09:36",
            ends="09:59",
            **{"speakers-0-post_en": "Speaker from the Intellectual Property Office of Viet Nam"},
        ),
    )

    with app.app_context():
        after = db.session.scalars(sa.select(Speaker.id).filter_by(item_id=item_id)).all()
    assert after == before


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [
        ("09:50", "09:50", ["ends"]),
        ("09:50", "09:40", ["ends"]),
        ("07:59", "08:10", ["starts"]),
        ("11:20", "11:31", ["ends"]),
        ("07:00", "12:00", ["starts", "ends"]),
        ("09:35", "10:01", ["starts"]),
        ("09:34", "10:00", ["starts"]),
        ("10:01", "10:02", ["starts"]),
    ],
)
def test_times_that_do_not_fit_are_refused_at_the_field_and_nothing_typed_is_lost(
    cast, agenda, filled_in, starts, ends, fields
) -> None:
    item_id = agenda.item(TALK)
    before = agenda.kept(item_id)

    response = cast.organiser().post(
        f"organise/agenda/{item_id}", filled_in(starts=starts, ends=ends)
    )

    assert response.status_code == 422
    assert sorted(errors(response.text)) == sorted(fields)
    for typed in [
        starts,
        ends,
        "Phổ biến công cụ tra cứu",
        "Meeting room 2",
        "Speaker from IP Viet Nam",
    ]:
        assert f'value="{typed}"' in response.text
    assert agenda.kept(item_id) == before


def test_a_refused_time_names_the_item_that_is_in_the_way(cast, agenda, filled_in) -> None:
    response = cast.organiser().post(
        f"organise/agenda/{agenda.item(TALK)}?lang=en", filled_in(starts="09:35", ends="10:05")
    )

    assert errors(response.text) == {"starts": "From 10:00 to 10:15 there is already “Tea break”."}


def test_an_item_may_end_when_the_next_begins(cast, agenda, filled_in) -> None:
    item_id = agenda.item(TALK)

    cast.organiser().post(f"organise/agenda/{item_id}", filled_in(starts="09:35", ends="10:00"))

    assert agenda.kept(item_id)["title"].vi == "Phổ biến công cụ tra cứu"


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


def test_adding_the_same_item_twice_adds_it_once(cast, agenda, filled_in) -> None:
    organiser, evening = cast.organiser(), agenda.evening()
    path, fields = (
        f"organise/agenda/sessions/{evening}/items/new",
        filled_in(starts="18:00", ends="18:30"),
    )
    organiser.post(path, fields)

    again = organiser.post(path, fields)

    assert (again.status_code, list(errors(again.text))) == (422, ["starts"])
    assert agenda.titles(evening) == ["Phổ biến công cụ tra cứu"]


def test_an_empty_session_says_so_and_offers_to_add_an_item(cast, agenda) -> None:
    evening = agenda.evening()

    page = cast.organiser().get("organise/agenda").text

    assert 'class="empty"' in page
    assert f"organise/agenda/sessions/{evening}/items/new" in page
    assert cast.organiser().get(f"organise/agenda/sessions/{evening}/items/new").status_code == 200


def test_a_deleted_item_is_gone_with_its_speakers(cast, agenda, app, stranger) -> None:
    item_id = agenda.item("Tổng quan")

    response = cast.organiser().post(f"organise/agenda/{item_id}/removal")

    assert response.status_code == 303
    assert "Tổng quan" not in stranger.get("agenda").text
    assert acts(app) == [("removed", f"agenda item {item_id}")]
    with app.app_context():
        assert db.session.get(AgendaItem, item_id) is None
        assert db.session.scalars(sa.select(Speaker).filter_by(item_id=item_id)).all() == []


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


def test_the_list_takes_the_same_number_of_statements_for_few_and_for_many_items(
    cast, agenda, statements
) -> None:
    organiser = cast.organiser()
    organiser.get("organise/agenda")
    statements.clear()
    organiser.get("organise/agenda")
    few = len(statements)
    agenda.evening(items=30)
    statements.clear()

    page = organiser.get("organise/agenda").text

    assert page.count("<li data-when=") == 43
    assert len(statements) == few
