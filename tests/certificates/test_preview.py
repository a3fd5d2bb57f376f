"""Looking at the papers, and at the data that would print badly, before anything is issued."""

import pytest

from tests.certificates.conftest import words_in

ADDRESS = "organise/certificates/preview"


@pytest.fixture
def organiser(cast):
    return cast.organiser()


def test_the_longest_and_the_shortest_name_are_those_of_people_who_come(organiser, attendees):
    attendees.of_nothing("Trần Thị Bình")
    attendees.of_nothing("Hồ An")
    attendees.of_nothing("Nguyễn Phước Công Tằng Tôn Nữ Hoàng")
    attendees.of_nothing("Công Tằng Tôn Nữ Thị Trực Tuyến Từ Xa Lắm", mode="online")
    attendees.who_cancelled("Li")

    words = {
        which: words_in(organiser.get(f"{ADDRESS}/{which}.pdf").data)
        for which in ("shortest", "longest", "online")
    }

    assert "Hồ An" in words["shortest"]
    assert "Nguyễn Phước Công Tằng Tôn Nữ Hoàng" in words["longest"]
    assert "Công Tằng Tôn Nữ Thị Trực Tuyến Từ Xa Lắm" in words["online"]
    assert "GIẤY XÁC NHẬN THAM DỰ" in words["online"]


def test_a_preview_has_no_value_and_no_number_is_given_out(organiser, stranger, register):
    paper = organiser.get(f"{ADDRESS}/longest.pdf").data

    words = words_in(paper)
    assert "Bản xem thử, không có giá trị" in words
    assert "Số: 000/GCN-BKHCN" in words
    assert stranger.get("/verify/XEMTHUXEMTHUXEMT").status_code == 404
    assert register() == []


def test_a_picture_shows_the_same(organiser):
    answer = organiser.get(f"{ADDRESS}/online.png")

    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("which", ["other.pdf", "other.png", "longest.exe"])
def test_there_are_no_other_previews(organiser, which):
    assert organiser.get(f"{ADDRESS}/{which}").status_code == 404


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"post": ""}, "Thiếu chức vụ"),
        ({"organisation": ""}, "Thiếu đơn vị công tác"),
        ({"full_name": "Nguyễn Văn An 2"}, "không phải chữ: 2"),
        ({"full_name": "<img src=http://127.0.0.1:9/>"}, "không phải chữ"),
        ({"full_name": "Vương 漢"}, "không có các chữ sau: 漢"),
        ({"full_name": "Nguyễn Phước Công Tằng Tôn Nữ " * 3}, "cỡ chữ"),
        ({"post": "Trưởng phòng Quản lý công nghệ " * 6, "organisation": "Trung tâm " * 19}, "cỡ"),
    ],
)
def test_whose_data_would_print_badly_is_told(organiser, attendees, told, sentence):
    attendees.of_nothing("Trần Bình Thường")
    named = {"full_name": "Lê Văn Chín"} | told
    attendees.of_nothing(named.pop("full_name"), **named)

    page = organiser.get(ADDRESS).text

    assert sentence in page
    assert "Trần Bình Thường" not in page


def test_who_has_a_certificate_or_has_cancelled_is_not_asked_about(organiser, attendees, issue_all):
    attendees.of_both_sessions("Nguyễn Văn An", post="")
    issue_all()
    attendees.who_cancelled("Phạm Thị 1")

    page = organiser.get(ADDRESS).text

    assert "<table" not in page
    assert "/organise/delegates/" not in page.split("<main")[1]


def test_thirty_in_trouble_take_as_few_statements_as_one(organiser, attendees, statements):
    def cost() -> int:
        statements.clear()
        assert organiser.get(ADDRESS).status_code == 200
        return len(statements)

    attendees.of_nothing(post="")
    of_one = cost()
    for _one in range(29):
        attendees.of_nothing(post="")

    assert cost() == of_one


def test_the_page_claims_nothing_about_numbers_that_were_given_out_before(
    organiser, attendees, issue_all
):
    attendees.of_both_sessions()
    issue_all()

    page = organiser.get(ADDRESS).text

    assert "Xem trước không cấp số nào." in page
    assert "Chưa có số nào" not in page
