"""Tables that are taken away."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from confapp import sheets

TRAPS = ['=HYPERLINK("http://x")', "+84912", "-1", "@cmd", "\tx", "＝1+1", "bình thường"]


def cells(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_sheet_keeps_text_as_text_numbers_as_numbers_and_moments_as_vietnam_shows_them() -> None:
    moment = datetime(2025, 11, 13, 1, 30, tzinfo=UTC)

    content = sheets.xlsx("Đại biểu: [1]", ["Họ và tên", "Số", "Lúc"], [["=1+1", 7, moment]])

    assert cells(content) == [
        ["Họ và tên", "Số", "Lúc"],
        ["=1+1", 7, datetime(2025, 11, 13, 8, 30)],  # noqa: DTZ001 – as Excel shows it
    ]
    head = openpyxl.load_workbook(BytesIO(content)).active
    assert head["A2"].data_type == "s"
    assert (head.title, head.freeze_panes) == ("Đại biểu 1", "A2")


@pytest.mark.parametrize("trap", TRAPS[:-1])
def test_a_table_for_excel_runs_nothing(trap) -> None:
    content = sheets.csv_file(["Tên"], [[trap]])

    read = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read == [["Tên"], [f"'{trap}"]]


def test_ordinary_text_and_numbers_are_left_alone() -> None:
    content = sheets.csv_file(["Tên", "Số"], [["bình thường", -5], [None, 0]])

    assert list(csv.reader(StringIO(content.decode("utf-8-sig"))))[1:] == [
        ["bình thường", "-5"],
        ["", "0"],
    ]


def test_control_characters_are_dropped() -> None:
    assert cells(sheets.xlsx("T", ["A"], [["a\x00b\x0bc"]]))[1] == ["abc"]
