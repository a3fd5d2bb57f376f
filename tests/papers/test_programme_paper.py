"""The programme as an office would sign it."""

import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from confapp.agenda.printing import Part, Row, Sheet, print_sheet
from confapp.fonts import VIETNAMESE_LETTERS
from tests.papers.reading import size_in_mm

BRIEFING = Row(
    "09:10 - 09:35",
    "Chuyên đề: Phân cấp, phân quyền trong lĩnh vực Tiêu chuẩn - Đo lường - Chất lượng",
    ("Báo cáo viên Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",),
    "",
    is_break=False,
)
BREAK = Row("10:00 - 10:15", "Giải lao", (), "", is_break=True)
PLAIN = Sheet(
    parent_body="",
    issuing_body="Bộ Khoa học và Công nghệ",
    sign="/CTr-BKHCN",
    dated="Hà Nội, ngày 06 tháng 11 năm 2025",
    event_title="Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương",
    when="8 giờ 00, ngày 13/11/2025",
    where="Trụ sở Bộ Khoa học và Công nghệ, Hà Nội",
    is_tentative=True,
    parts=(Part("Phiên buổi sáng", "08:00 - 11:30", (BRIEFING, BREAK, BRIEFING)),),
    signer_lines=("TL. Bộ trưởng", "Vụ trưởng Vụ Pháp chế"),
    signer_name="Nguyễn Như Quỳnh",
)


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_it_is_one_a4_sheet_with_everything_that_the_decree_asks_for(paper_app) -> None:
    pdf = print_sheet(PLAIN)

    [words] = pages_of(pdf)
    assert size_in_mm(pdf) == pytest.approx((210, 297), abs=0.5)
    for said in [
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /CTr-BKHCN",
        PLAIN.dated,
        "CHƯƠNG TRÌNH",
        PLAIN.event_title,
        "(thời gian dự kiến)",
        BRIEFING.title,
        BRIEFING.who[0],
        "TL. BỘ TRƯỞNG",
        "VỤ TRƯỞNG VỤ PHÁP CHẾ",
        "Nguyễn Như Quỳnh",
    ]:
        assert said in words
    assert unicodedata.is_normalized("NFC", words)


def test_a_long_day_goes_on_with_its_head_and_a_number_on_the_next_sheet(paper_app) -> None:
    rows = (BRIEFING,) * 30

    first, second, *more = pages_of(
        print_sheet(replace(PLAIN, parts=(Part("Phiên buổi sáng", "08:00 - 11:30", rows),)))
    )

    assert len(more) <= 1
    assert not first.endswith(" 1")
    assert second.startswith("Thời gian Nội dung Thực hiện")
    assert second.endswith(" 2")
    last = more[-1] if more else second
    assert "TL. BỘ TRƯỞNG" in last
    assert "Nguyễn Như Quỳnh" in last


def test_a_tentative_day_says_so_and_a_fixed_one_does_not(paper_app) -> None:
    assert "dự kiến" not in pages_of(print_sheet(replace(PLAIN, is_tentative=False)))[0]


def test_all_vietnamese_letters_come_from_embedded_subsets(paper_app) -> None:
    letters = " ".join(VIETNAMESE_LETTERS)
    pdf = print_sheet(replace(PLAIN, where=letters))

    assert letters in pages_of(pdf)[0]
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [
            font for page in document.pages for font in page.resources.get("/Font", {}).values()
        ]
        assert fonts
        assert all("+" in str(font["/BaseFont"]) for font in fonts)


def test_it_is_tagged_named_and_whole(paper_app, saved) -> None:
    pdf = print_sheet(PLAIN)

    with pikepdf.open(saved(pdf)) as document:
        assert document.Root.Lang == "vi"
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == f"Chương trình {PLAIN.event_title}"
            assert metadata["pdfaid:part"] == "2"
    checked = subprocess.run(["qpdf", "--check", saved(pdf)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_hostile_words_are_printed_as_words(paper_app) -> None:
    title = "<img src=http://127.0.0.1:9/> {{7*7}} ${x}"

    assert title in pages_of(print_sheet(replace(PLAIN, event_title=title)))[0]
