"""The programme in calendars and in other programs."""

from datetime import datetime

import pytest
import vobject
from icalendar import Calendar

from confapp.clock import VIETNAM
from tests.agenda.test_running_day import pressed


def calendar(browser, query: str = "") -> Calendar:
    response = browser.get(f"agenda.ics{query}")
    assert response.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.data)


def entry(browser, words: str):
    return next(one for one in calendar(browser).events if words in one["SUMMARY"])


def test_the_calendar_holds_every_item_at_its_time_and_place(stranger) -> None:
    entries = calendar(stranger).events
    overview = next(one for one in entries if "Tổng quan" in one["SUMMARY"])

    assert len({one["UID"] for one in entries}) == len(entries) == 13
    assert overview.start == datetime(2025, 11, 13, 8, 35, tzinfo=VIETNAM)
    assert overview.end == datetime(2025, 11, 13, 9, 10, tzinfo=VIETNAM)
    assert overview["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert overview["LOCATION"] == "Hội trường, Trụ sở Bộ Khoa học và Công nghệ, Hà Nội"
    assert overview["DESCRIPTION"] == "Nguyễn Như Quỳnh, Vụ trưởng Vụ Pháp chế"


def test_the_calendar_explains_its_time_zone(stranger) -> None:
    zones = calendar(stranger).timezones

    assert [zone["TZID"] for zone in zones] == ["Asia/Ho_Chi_Minh"]


def test_breaks_leave_the_calendar_free(stranger) -> None:
    free = [one["SUMMARY"] for one in calendar(stranger).events if one["TRANSP"] == "TRANSPARENT"]

    assert free == ["Giải lao", "Giải lao"]


def test_a_moved_item_keeps_its_uid_and_gets_a_higher_sequence(
    stranger, cast, agenda, filled_in
) -> None:
    before = entry(stranger, "trong lĩnh vực Sở hữu trí tuệ")

    cast.organiser().post(
        f"organise/agenda/{agenda.item('trong lĩnh vực Sở hữu trí tuệ')}",
        filled_in(starts="09:40", ends="09:55", title_vi="Sở hữu trí tuệ tại địa phương"),
    )
    agenda.publish()
    after = entry(stranger, "Sở hữu trí tuệ tại địa phương")

    assert after["UID"] == before["UID"]
    assert after.start == datetime(2025, 11, 13, 9, 40, tzinfo=VIETNAM)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_the_uid_of_a_deleted_item_is_never_given_to_another(
    stranger, cast, agenda, filled_in
) -> None:
    organiser, evening = cast.organiser(), agenda.evening()
    path = f"organise/agenda/sessions/{evening}/items/new"
    organiser.post(path, filled_in(starts="18:00", ends="18:30", title_vi="Bài một"))
    agenda.publish()
    first = entry(stranger, "Bài một")["UID"]
    organiser.post(f"organise/agenda/{agenda.item('Bài một')}/removal")

    organiser.post(path, filled_in(starts="18:00", ends="18:30", title_vi="Bài hai"))
    agenda.publish()

    assert entry(stranger, "Bài hai")["UID"] != first


def test_the_calendar_is_there_in_english(stranger) -> None:
    summaries = [one["SUMMARY"] for one in calendar(stranger, "?lang=en").events]

    assert "Tea break" in summaries


def test_other_programs_read_the_programme_as_schema_org(stranger) -> None:
    response = stranger.get("agenda.json")
    event = response.json
    morning = event["subEvent"][0]

    assert response.content_type == "application/json"
    assert (event["@context"], event["@type"]) == ("https://schema.org", "Event")
    assert event["url"] == "http://localhost/tap-huan-13-11-2025/agenda"
    assert (event["startDate"], event["endDate"]) == (
        "2025-11-13T08:00:00+07:00",
        "2025-11-13T17:00:00+07:00",
    )
    assert [len(session["subEvent"]) for session in event["subEvent"]] == [9, 4]
    assert morning["subEvent"][2] == {
        "@type": "Event",
        "name": "Tổng quan về phân cấp, phân quyền trong lĩnh vực quản lý nhà nước của "
        "Bộ Khoa học và Công nghệ",
        "startDate": "2025-11-13T08:35:00+07:00",
        "endDate": "2025-11-13T09:10:00+07:00",
        "location": {"@type": "Place", "name": "Hội trường"},
        "about": {"@type": "Thing", "name": "Vấn đề chung, pháp chế"},
        "performer": [
            {"@type": "Person", "name": "Nguyễn Như Quỳnh", "jobTitle": "Vụ trưởng Vụ Pháp chế"}
        ],
    }


def test_the_page_carries_the_same_description(stranger, cast, agenda, filled_in) -> None:
    cast.organiser().post(
        f"organise/agenda/{agenda.item('Tổng quan')}",
        filled_in(starts="08:35", ends="09:10", title_vi="</script><script>alert(1)</script>"),
    )
    agenda.publish()
    page = stranger.get("agenda").text

    assert "<script>alert" not in page
    assert '"name":"\\u003c/script\\u003e' in page


def sequences(browser) -> dict[str, int]:
    return {one["UID"]: one["SEQUENCE"] for one in calendar(browser).events}


def test_another_parser_reads_the_same(stranger) -> None:
    read = vobject.readOne(stranger.get("agenda.ics").text)
    ours = {one["UID"]: one for one in calendar(stranger).events}

    assert len(read.vevent_list) == len(ours) == 13
    for event in read.vevent_list:
        entry = ours[event.uid.value]
        assert event.summary.value == entry["SUMMARY"]
        assert (event.dtstart.value, event.dtend.value) == (entry.start, entry.end)
        assert event.dtstart.value.utcoffset().total_seconds() == 7 * 3600
        assert int(event.sequence.value) == entry["SEQUENCE"]
        assert event.status.value == "CONFIRMED"


def test_only_what_changed_gets_a_higher_sequence_and_a_later_change(
    stranger, cast, agenda, clock
) -> None:
    before = sequences(stranger)
    moment = clock(9, 30)
    moved = agenda.item("Bưu chính")
    cast.organiser().post(
        f"organise/agenda/{moved}/place",
        {"minutes": "5", "stretch": "1", "following": "push"},
    )
    agenda.publish()
    after = sequences(stranger)
    entry = next(one for one in calendar(stranger).events if f"item-{moved}." in one["UID"])

    assert {uid for uid in after if after[uid] > before[uid]} == {entry["UID"]}
    assert {uid: n for uid, n in after.items() if uid != entry["UID"]} == {
        uid: n for uid, n in before.items() if uid != entry["UID"]
    }
    assert 0 <= (entry["LAST-MODIFIED"].dt - moment).total_seconds() < 60


def test_a_cancelled_item_stays_as_cancelled_at_its_former_time(stranger, cast, agenda) -> None:
    before = entry(stranger, "Bưu chính")
    cast.organiser().post(f"organise/agenda/{agenda.item('Bưu chính')}/removal")
    agenda.publish()
    after = entry(stranger, "Bưu chính")

    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert (after.start, after.end) == (before.start, before.end)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_what_is_left_out_on_the_day_is_cancelled_until_it_is_taken_back(
    stranger, cast, agenda
) -> None:
    organiser = cast.organiser()
    before = entry(stranger, "Bưu chính")
    pressed(organiser, agenda, "skip", "Bưu chính")
    left_out = entry(stranger, "Bưu chính")
    organiser.post("organise/agenda/day/undoing", {"seen": agenda.newest()})
    back = entry(stranger, "Bưu chính")

    assert (left_out["STATUS"], back["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert (left_out.start, left_out.end) == (before.start, before.end)
    assert before["SEQUENCE"] < left_out["SEQUENCE"] < back["SEQUENCE"]


def test_the_calendar_of_one_domain_holds_that_domain_alone(stranger) -> None:
    entries = calendar(stranger, "?domain=atbxhn").events

    assert [one["SUMMARY"] for one in entries] == [
        one["SUMMARY"] for one in entries if "An toàn bức xạ" in one["SUMMARY"]
    ]
    assert len(entries) == 1


@pytest.mark.parametrize("code", ["nothing", "SHTT", "%00"])
def test_a_calendar_of_a_domain_that_does_not_exist_is_no_page(stranger, code) -> None:
    assert stranger.get(f"agenda.ics?domain={code}").status_code == 404
