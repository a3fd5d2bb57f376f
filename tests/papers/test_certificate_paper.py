import json
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from confapp.certificates.printing import Printed
from tests.papers.conftest import PLAIN
from tests.papers.reading import codes_in, places_of, size_in_mm, words_of

NAMES = [
    "Lê Văn Thịnh",
    "Nguyễn Thị Huyền Trang",
    "Đỗ Mỹ Lệ Hằng",
    "Trần Quốc Bảo Ngữ",
    "Phạm Hoàng Ửng Đẵng",
    "H'Hen Niê Kđăm",
    "Nguyễn Phước Công Tằng Tôn Nữ Hoàng Trường T",
    "NGUYỄN PHƯỚC CÔNG TẰNG TÔN NỮ HOÀNG TRƯỜNG TH",
]
LONG = {
    "parent_body": "Bộ Khoa học và Công nghệ",
    "issuing_body": "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    "full_name": NAMES[-1],
    "post": ("Trưởng phòng Quản lý công nghệ, đổi mới sáng tạo và sở hữu trí tuệ, " * 4)[:200],
    "organisation": ("Trung tâm Kỹ thuật tiêu chuẩn đo lường chất lượng tỉnh " * 3)[:120],
    "signer_lines": (
        "KT. Chủ tịch Ủy ban",
        "Phó Chủ tịch Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    ),
}
LONGER = {"attended": "Phiên thảo luận, " * 12, "event_title": "Hội nghị tập huấn toàn quốc " * 6}


@pytest.mark.parametrize("words", [{}, LONG, LONG | LONGER, {"post": "", "organisation": ""}])
def test_it_is_one_a4_sheet_however_much_is_to_be_said(certificate, words):
    assert size_in_mm(certificate(**words)) == pytest.approx((297, 210), abs=0.5)


@pytest.mark.parametrize("words", [{}, LONG, LONG | LONGER])
def test_nothing_runs_into_the_signature(certificate, words):
    pdf = certificate(**words)
    last_line, _ = places_of(pdf, "Thời gian: ")
    _, signature = places_of(pdf, "Hà Nội, ngày")
    assert last_line > signature
    signer, _ = places_of(pdf, PLAIN.signer_name)
    assert signer > 12


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_on_one_line_and_can_be_copied(certificate, name):
    pdf = certificate(full_name=name)
    bottom, top = places_of(pdf, name)
    assert top - bottom < 22
    assert f"Ông {name} " in words_of(pdf)


def test_the_name_is_the_largest_thing(certificate):
    for name in NAMES:
        pdf = certificate(full_name=name)
        heights = [top - bottom for bottom, top in (places_of(pdf, name), places_of(pdf, "GIẤY"))]
        assert heights[0] >= heights[1]


def test_everything_is_said_in_its_order(certificate):
    said = [
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY CHỨNG NHẬN",
        "Tham dự Hội nghị tập huấn",
        "Bộ Khoa học và Công nghệ chứng nhận",
        "Lê Văn Thịnh",
        "Chức vụ: Phó Giám đốc",
        "Đơn vị công tác: Sở Khoa học và Công nghệ tỉnh Nghệ An",
        "Đã tham dự: Phiên buổi sáng, Phiên buổi chiều",
        "Thời gian: ngày 13 tháng 11 năm 2025; địa điểm: Trụ sở Bộ",
        "Hà Nội, ngày 13 tháng 11 năm 2025",
        "TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ PHÁP CHẾ",
        "Nguyễn Như Quỳnh",
        "Số: 015/GCN-BKHCN",
        "Mã xác minh: ABCD EFGH IJKL MNOP",
        "Xác minh tại: tap-huan.example.gov.vn/verify",
        "Bản chưa ký số",
    ]
    words = words_of(certificate())
    assert [part for part in said if part not in words] == []
    assert sorted(said, key=words.rindex) == said


def test_who_followed_online_gets_a_confirmation(certificate):
    words = words_of(
        certificate(kind="Giấy xác nhận tham dự", where="trực tuyến, điểm cầu tỉnh Đắk Lắk")
    )
    assert "GIẤY XÁC NHẬN THAM DỰ Hội nghị tập huấn" in words
    assert "Bộ Khoa học và Công nghệ xác nhận" in words
    assert "hình thức: trực tuyến, điểm cầu tỉnh Đắk Lắk" in words


def test_only_a_file_that_will_be_signed_omits_that_it_is_not(paper_app):
    from confapp.certificates.printing import print_certificate

    assert "Bản chưa ký số" in words_of(print_certificate(PLAIN))
    assert "chưa ký" not in words_of(print_certificate(PLAIN, for_signing=True))


@pytest.mark.parametrize("words", [{}, LONG])
def test_the_code_on_a_print_leads_to_the_verification(certificate, words):
    assert codes_in(certificate(**words)) == [PLAIN.verify_url]


@pytest.mark.parametrize(
    "hostile", ["<img src=http://127.0.0.1:9/>", "{{7*7}}", "</p><h1>x</h1>", "&lt;b&gt; “”"]
)
def test_what_somebody_wrote_is_printed_and_never_obeyed(certificate, hostile):
    words = words_of(certificate(full_name=hostile, post=hostile, organisation=hostile))
    assert words.count(hostile) == 3


def test_it_can_be_archived_and_read_aloud(certificate, saved):
    path = saved(certificate())
    assert (
        subprocess.run(["qpdf", "--check", path], check=False, capture_output=True).returncode == 0
    )
    with pikepdf.open(path) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Giấy chứng nhận số 015/GCN-BKHCN"
        assert str(pdf.docinfo.Title) == "Giấy chứng nhận số 015/GCN-BKHCN"
        assert str(pdf.Root.Lang) == "vi"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/ID" in pdf.trailer
        assert [str(figure.Alt) for figure in _elements(pdf, "/Figure")] == [
            f"Mã QR dẫn tới trang xác minh {PLAIN.verify_url}"
        ]
        assert len(_elements(pdf, "/H1")) == 1


def test_fonts_go_along_and_only_the_letters_used(certificate, saved):
    with pikepdf.open(saved(certificate())) as pdf:
        fonts = [font for font in pdf.objects if _type(font) == "/FontDescriptor"]
        assert len(fonts) == 3
        for font in fonts:
            subset, _, name = str(font.FontName).removeprefix("/").partition("+")
            assert len(subset) == 6
            assert subset.isupper()
            assert name.startswith("Confapp-Paper")
            assert len(font.FontFile2.read_bytes()) < 30_000
        pictures = [picture for picture in pdf.objects if _type(picture) == "/XObject"]
        assert not any(picture.get("/Interpolate", False) for picture in pictures)


def test_the_same_words_give_the_same_bytes(certificate):
    first = certificate()
    certificate(full_name="Trần Thị Hoa")
    assert certificate() == first


def test_what_was_printed_can_be_stored_and_printed_again():
    stored = json.loads(json.dumps(PLAIN.as_json()))
    assert Printed.from_json(stored) == PLAIN
    assert Printed.from_json(stored) != replace(PLAIN, number="016/GCN-BKHCN")


def _type(thing: pikepdf.Object) -> str:
    is_named = isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
    return str(thing.get("/Type", "")) if is_named else ""


def _elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    found = [thing for thing in pdf.objects if _type(thing) == "/StructElem"]
    return [element for element in found if kind == element.S]
