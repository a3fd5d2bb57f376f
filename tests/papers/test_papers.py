import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pydyf import PDF, Stream

from confapp import papers
from confapp.papers import PaperError, official_date
from confapp.pdf_writing import clear_ends_of_streams

HOUSE = "papers/ticket.css"
PAGE = "<!DOCTYPE html><html lang='vi'><head><title>x</title></head><body>{}</body></html>"
FORBIDDEN = [
    "file:///etc/passwd",
    "http://127.0.0.1:9/",
    "https://127.0.0.1:9/picture.png",
    "ftp://127.0.0.1:9/",
    "//127.0.0.1:9/picture.png",
    "/etc/passwd",
    "picture.png",
    "paper:../pyproject.toml",
    "paper:/etc/passwd",
    "paper:papers/../../confapp/settings.py",
    "paper:fonts/.stamp",
    "data:text/html;base64,PGI+",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:image/png;base64,PHN2Zy8+",
    "data:image/png;base64,iVBORw0KGgo=",
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_nothing_is_fetched_but_our_own_files(url):
    with pytest.raises(PaperError):
        papers.fetch(url)


@pytest.mark.parametrize("url", [*FORBIDDEN, "paper:papers/missing.svg"])
@pytest.mark.parametrize(
    "hostile",
    [
        '<img alt="x" src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<p style="background: url({})">x</p>',
        '<style>@font-face {{ font-family: x; src: url("{}") }}</style>',
        '<style>@import "{}";</style>',
        '<object data="{}">x</object>',
    ],
)
def test_a_paper_that_names_something_else_is_not_made(hostile, url):
    with pytest.raises(PaperError):
        papers.render(PAGE.format(hostile.format(url)), stylesheet=HOUSE, title="x")


@pytest.mark.parametrize("name", ["papers/missing.css", "../pyproject.toml", "/etc/passwd"])
def test_a_missing_stylesheet_stops_the_paper(name):
    with pytest.raises(PaperError):
        papers.render(PAGE.format("x"), stylesheet=name, title="x")


def test_papers_go_on_after_one_that_failed():
    good = PAGE.format("<p>Hà Nội")
    before = papers.render(good, stylesheet=HOUSE, title="x")
    with pytest.raises(PaperError):
        papers.render(PAGE.format('<img src="http://x/">'), stylesheet=HOUSE, title="x")
    assert papers.render(good, stylesheet=HOUSE, title="x") == before


def test_papers_made_at_the_same_time_are_the_same(certificate):
    alone = certificate()
    with ThreadPoolExecutor(4) as threads:
        page = PAGE.format("<p>Hà Nội")
        together = threads.map(
            lambda _: papers.render(page, stylesheet=HOUSE, title="x"), range(12)
        )
        assert len(set(together)) == 1
    assert certificate() == alone


def test_weasyprint_has_nothing_to_complain_about(certificate, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        certificate()
    assert caplog.records == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 11, 13), "Hà Nội, ngày 13 tháng 11 năm 2025"),
        (date(2026, 2, 5), "Hà Nội, ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "Hà Nội, ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "Hà Nội, ngày 09 tháng 3 năm 2026"),
    ],
)
def test_dates_are_written_as_the_decree_says(day, words):
    assert official_date(day, "Hà Nội") == words
    assert official_date(day) == words.removeprefix("Hà Nội, ")


def test_the_rule_under_the_motto_is_as_long_as_its_text():
    frame = (papers.STATIC / "papers" / "certificate-frame.svg").read_text(encoding="utf-8")
    start, end = re.search(r'stroke="#000".*?d="M([\d.]+) [\d.]+H([\d.]+)"', frame).groups()
    motto = papers.text_width("Độc lập - Tự do - Hạnh phúc", points=13, face="bold")
    assert float(end) - float(start) == pytest.approx(motto, abs=0.5)


@pytest.mark.parametrize("compress", [False, True])
def test_a_stream_that_ends_with_cr_is_not_taken_for_a_shorter_one(compress):
    pdf, file = PDF(), BytesIO()
    stream = Stream([b"q Q\r"])
    pdf.add_object(stream)
    pdf.write_line = clear_ends_of_streams(pdf.write_line)

    pdf.write(file, version=b"1.7", compress=compress)

    assert b"stream\nq Q\r\r\nendstream" in file.getvalue()
    with pikepdf.open(BytesIO(file.getvalue())) as read:
        assert read.get_object(stream.number, 0).read_raw_bytes() == b"q Q\r"
