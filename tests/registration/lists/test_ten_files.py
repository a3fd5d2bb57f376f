"""Ten files as offices send them are read as a careful clerk would type them."""

from tests.registration.lists import files
from tests.registration.lists.typing_in import people, typed


def repairs(content: bytes) -> list[list[tuple[str, str]]]:
    return [row.repairs for row in typed(content) if hasattr(row, "repairs")]


def test_titles_merged_heads_and_an_office_merged_over_two_people() -> None:
    office = "Sở Khoa học và Công nghệ tỉnh Lâm Đồng"

    assert people(files.merged_titles()) == [
        (
            "Bà",
            "Nguyễn Thị Thuỳ Trang",
            "Giám đốc",
            office,
            "68",
            "0912345678",
            "trang@lamdong.gov.vn",
        ),
        ("Ông", "K'Brễu", "Phó Giám đốc", office, "68", "0913456789", "kbreu@lamdong.gov.vn"),
    ]


def test_old_fonts_become_unicode() -> None:
    content = files.old_fonts()

    assert people(content) == [
        ("Ông", "Trần Văn Trường", "Phó Trưởng phòng", "Sở KH&CN", "38", "0912345678", ""),
        ("Bà", "Lê Thị Đào", "Chuyên viên", "Sở KH&CN", "40", "0912345679", ""),
        ("Bà", "Nguyễn Thị Hường", "Chuyên viên", "Sở KH&CN", "82", "0912345670", ""),
    ]
    assert [one[0] for one in repairs(content)] == [("old_font", "")] * 3


def test_marks_that_stand_alone_join_their_letters() -> None:
    content = files.in_nfd()

    assert people(content) == [
        ("Bà", "Đỗ Thị Huế", "Trưởng phòng", "Sở KH&CN", "46", "0914111222", "hue@hue.gov.vn")
    ]
    assert repairs(content) == [[("one_form", ""), ("salutation", "Bà")]]


def test_a_file_of_excel_97() -> None:
    assert people(files.excel_97()) == [
        ("Ông", "Phạm Minh Tuấn", "Giám đốc", "Sở Khoa học và Công nghệ", "11", "0912000111", "")
    ]


def test_semicolons_in_utf_16_with_a_name_in_two_columns() -> None:
    assert people(files.semicolons_in_utf16()) == [
        ("Ông", "Vũ Hoàng Nam", "Chuyên viên; thư ký", "Sở KH&CN", "31", "0915222333", "")
    ]


def test_zeros_that_a_spreadsheet_lost_are_put_back() -> None:
    content = files.lost_zeros()

    assert [(row[1], row[5]) for row in people(content)] == [
        ("Lê Văn Hùng", "0987654321"),
        ("Lê Thị Mai", "02693824100"),
    ]
    assert ("zero", "0987654321") in repairs(content)[0]


def test_provinces_are_known_by_old_and_short_names() -> None:
    content = files.old_provinces()

    assert [row[4] for row in people(content)] == ["08", "79", "79", "68", "46"]
    assert ("province", "Hà Giang → Tuyên Quang") in repairs(content)[0]


def test_formulas_count_by_their_values() -> None:
    assert people(files.formulas()) == [
        ("Ông", "Bùi Văn Sơn", "Phó Giám đốc", "Sở KH&CN", "14", "0916333444", "son@sonla.gov.vn")
    ]


def test_two_sheets_with_columns_of_their_own() -> None:
    content = files.two_sheets()

    assert people(content) == [
        (
            "Ông",
            "Hoàng Văn Thái",
            "Giám đốc",
            "Sở KH&CN",
            "04",
            "0917444555",
            "thai@caobang.gov.vn",
        ),
        ("Bà", "Nông Thị Lan", "Chuyên viên", "Sở KH&CN", "04", "", "lan@caobang.gov.vn"),
    ]
    assert [row.mode for row in typed(content)] == ["in_person", "online"]


def test_blank_rows_headings_over_provinces_and_a_sum_at_the_end() -> None:
    content = files.blank_rows()

    assert people(content) == [
        ("Bà", "Danh Thị Hoa", "Chuyên viên", "Sở Khoa học và Công nghệ", "91", "0918555666", ""),
        (
            "Ông",
            "Nguyễn Văn Bình",
            "Trưởng phòng",
            "Sở Khoa học và Công nghệ",
            "91",
            "0918555667",
            "",
        ),
        ("Ông", "Trần Văn Đức", "Chuyên viên", "Sở KH", "91", "0918555668", ""),
    ]
    left_out = [row.text for row in typed(content) if hasattr(row, "text")]
    assert left_out == ["I · Tỉnh An Giang", "II · Kiên Giang", "Tổng cộng: 3 người"]
