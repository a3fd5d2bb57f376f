"""The organisers see the day on one page."""

import re

from tests.cast import SLUG
from tests.conftest import set_clock

QUESTION_NOUNS = [
    "questions in all",
    "Waiting for a moderator",
    "Sent to a department",
    "Taken by the department",
    "Being written",
    "To approve",
    "Approved",
    "Published",
]


def counts(page: str) -> dict[str, str]:
    """Each number by its noun."""
    found = re.findall(
        r'count-number">(\d+)</span>\s*<span class="count-noun">(.*?)</span>', page, re.DOTALL
    )
    return {noun: number for number, noun in found}


def provinces(page: str) -> dict[str, tuple[str, str]]:
    """Registered and present of each row of the table, in its order."""
    rows = re.findall(r"<td data-main>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"([^<>]+)<", re.sub(r"\s+<", "<", row)) for row in rows]
    texts = [[text.strip() for text in cell if text.strip()] for cell in cells]
    return {name: (registered, present) for name, registered, present in texts}


def tile(page: str, code: str) -> tuple[str, str]:
    """The level and the words of a province's square."""
    found = re.search(rf'data-province="{code}" data-level="(\d)">.*?<b>(.*?)</b>', page, re.DOTALL)
    assert found
    return found[1], found[2]


def test_an_empty_day_is_all_zeros_and_nothing_needs_attention(cast) -> None:
    page = cast.organiser().get("organise/?lang=en").text

    assert set(counts(page).values()) == {"0"}
    assert "Nothing needs attention now." in page
    assert set(provinces(page).values()) == {("0", "0")}


def test_delegates_are_counted_by_how_they_attend_and_by_session(cast, things, day) -> None:
    first, second = things.registration(), things.registration("Trần Thị Bình")
    things.registration("Lê Văn Cường", mode="online")
    cancelled = things.registration("Phạm Thị Dung")
    day.check_in(first)
    day.check_in(second)
    day.check_in(first, "Phiên buổi chiều")
    day.cancel(cancelled)

    page = cast.organiser().get("organise/?lang=en").text
    shown = counts(page)

    assert {noun: shown[noun] for noun in ["registered", "in person", "online"]} == {
        "registered": "3",
        "in person": "2",
        "online": "1",
    }
    assert shown["present, Morning session"] == "2"
    assert shown["present, Afternoon session"] == "1"
    assert page.count("of 3 registered") == 2


def test_questions_are_counted_where_they_are_now(cast, questions) -> None:
    for made, times in {
        questions.waiting: 2,
        questions.asked: 1,
        questions.taken: 1,
        questions.drafted: 2,
        questions.submitted: 1,
        questions.approved: 1,
        questions.published: 3,
    }.items():
        for _ in range(times):
            made()

    shown = counts(cast.organiser().get("organise/?lang=en").text)

    assert [shown[noun] for noun in shown if noun in QUESTION_NOUNS] == [
        "11",
        "2",
        "1",
        "1",
        "2",
        "1",
        "1",
        "3",
    ]


def test_what_waits_what_is_late_and_what_failed_is_said_with_a_way_there(
    cast, questions, day
) -> None:
    questions.waiting()
    questions.asked(domain="shtt")
    questions.asked(domain="shtt")
    questions.published(domain="tsvtd")
    day.letter("failed")
    day.letter("given up")
    day.letter("sent")

    page = cast.organiser().get("organise/?lang=en").text
    attention = page[: page.index('id="delegates"')]

    assert "1 question is waiting for a moderator." in attention
    assert "1 letter could not be delivered." in attention
    assert "overdue" not in attention


def test_answers_that_are_late_are_counted_by_the_department_that_owes_them(
    cast, questions, app
) -> None:
    questions.asked(domain="shtt")
    questions.drafted(domain="shtt")
    questions.asked(domain="tsvtd")
    questions.published(domain="atbxhn")
    set_clock(app, 9, 0, day=(2025, 11, 18))

    page = cast.organiser().get("organise/?lang=en").text
    attention = page[: page.index('id="delegates"')]

    assert "3 questions are overdue." in attention
    assert re.findall(r'desk\?department=(\w+)".*?tabular">(\d+)', attention) == [
        ("shtt", "2"),
        ("tsvtd", "1"),
    ]


def test_provinces_are_counted_on_the_map_and_in_the_table_beneath(cast, things, day) -> None:
    cao_bang, da_nang = day.province("Cao Bằng"), day.province("Đà Nẵng")
    present = [things.registration(province_id=cao_bang) for _ in range(2)]
    things.registration(province_id=da_nang)
    day.check_in(present[0])
    day.check_in(present[0], "Phiên buổi chiều")

    page = cast.organiser().get("organise/").text
    table = provinces(page)

    assert table["Tỉnh Cao Bằng"] == ("2", "1")
    assert table["Thành phố Đà Nẵng"] == ("1", "0")
    assert tile(page, "04") == ("2", "1/2")
    assert tile(page, "48") == ("0", "0/1")
    assert tile(page, "96") == ("0", "0/0")


def test_the_table_follows_the_vietnamese_alphabet_and_ends_with_the_ministry(cast) -> None:
    names = list(provinces(cast.organiser().get("organise/?lang=en").text))

    assert len(names) == 35
    assert names[:3] == ["Tỉnh An Giang", "Tỉnh Bắc Ninh", "Tỉnh Cà Mau"]
    assert names.index("Tỉnh Đắk Lắk") > names.index("Thành phố Cần Thơ")
    assert names.index("Thành phố Đà Nẵng") < names.index("Tỉnh Đắk Lắk")
    assert names[-1] == "Units of the ministry"


def test_certificates_are_counted(cast, things, day) -> None:
    organiser = cast.organiser()
    for number in (1, 2):
        day.certify(things.registration(), number, organiser.user_id)

    assert counts(organiser.get("organise/?lang=en").text)["certificates issued"] == "2"


def test_another_events_delegates_are_not_counted(cast, things, day, app) -> None:
    things.registration()
    day.letter("given up", event_id=day.other_event())
    organiser = cast.organiser()

    page = organiser.get("organise/?lang=en").text

    assert counts(page)["registered"] == "1"
    assert "letters?state=dead" not in page
    assert organiser.get("/khac/organise/").status_code == 403


def test_counts_lead_to_their_lists(cast) -> None:
    page = cast.organiser().get("organise/").text

    for address in [
        "organise/delegates",
        "organise/delegates?mode=in_person",
        "organise/delegates?province=04",
        "organise/certificates",
        "moderate",
        "questions",
    ]:
        assert f'href="/{SLUG}/{address}"' in page


def test_the_overview_takes_the_same_number_of_statements_for_few_and_for_many(
    cast, things, questions, day, statements
) -> None:
    organiser, numbers = cast.organiser(), []
    for more in (1, 29):
        for _ in range(more):
            day.check_in(things.registration())
            questions.asked()
            day.letter("failed")
        organiser.get("organise/")
        statements.clear()
        page = organiser.get("organise/?lang=en").text
        numbers.append((counts(page)["Sent to a department"], len(statements)))

    assert numbers == [("1", numbers[0][1]), ("30", numbers[0][1])]
