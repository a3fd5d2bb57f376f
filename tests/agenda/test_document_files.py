"""What is taken in for a document, by its content, and what is refused in which words."""

import io
import resource
import shutil
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from PIL import Image

from confapp.agenda.documents import files, kinds, names
from confapp.agenda.documents.unfit import Unfit
from confapp.clock import now
from tests.agenda import making


@pytest.fixture
def environ(sqlite_template: Path, tmp_path: Path) -> dict[str, str]:
    """One installation is enough: of all this only the sweep asks the database."""
    shutil.copy(sqlite_template, tmp_path / "confapp.db")
    return {"CONFAPP_DATA_DIR": str(tmp_path)}


@pytest.fixture
def refusal(app: Flask):
    """The sentence with which a file of this name is refused, or nothing."""

    def said(content: bytes, name: str) -> str | None:
        with app.test_request_context("/?lang=en"):
            try:
                kinds.checked(io.BytesIO(content), name)
            except Unfit as unfit:
                return str(unfit.sentence)
        return None

    return said


@pytest.fixture
def kept(app: Flask):
    """What is kept of a file."""

    def content(sent: bytes, name: str) -> bytes:
        with app.app_context():
            return kinds.checked(io.BytesIO(sent), name).read()

    return content


def damaged(name: str, kind: str) -> str:
    return (
        f"“{name}” is damaged or is not a {kind} file, whatever its name says. "
        f"Please save it as {kind} once more in the program that it comes from."
    )


REAL = {
    "giấy mời.pdf": making.pdf,
    "HAI TRANG.PDF": lambda: making.pdf(2),
    "trình chiếu.pptx": lambda: making.office("pptx"),
    "đề cương.docx": lambda: making.office("docx"),
    "danh mục.xlsx": making.xlsx,
}


@pytest.mark.parametrize("name", REAL)
def test_what_office_programs_write_is_kept_as_it_is(kept, name) -> None:
    sent = REAL[name]()

    assert kept(sent, name) == sent


def test_a_workbook_opens_as_before(kept) -> None:
    book = openpyxl.load_workbook(io.BytesIO(kept(making.xlsx(), "danh mục.xlsx")))

    assert [[cell.value for cell in row] for row in book.active] == [["Nhiệm vụ", "Thẩm quyền"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("slides.pdf", b"<!doctype html><title>Slides</title><script>alert(1)</script>"),
        ("slides.pdf", b"<html>%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"),
        ("slides.pdf", making.pdf()[:-20]),
        ("slides.pdf", making.pdf() + b"<script>alert(1)</script>"),
        ("slides.pdf", making.pdf() + making.packed({"a.html": b"x"})),
        ("slides.pdf", making.pdf() + making.packed({"a": b"x"}, comment=b"startxref\n0\n%%EOF\n")),
        ("slides.pdf", b"MZ\x90\x00" + bytes(500)),
        ("slides.pdf", making.office("docx")),
    ],
    ids=["html", "html first", "cut off", "more after it", "zip", "zip hidden", "program", "docx"],
)
def test_what_is_not_a_pdf_alone_is_refused_by_name(refusal, name, content) -> None:
    assert refusal(content, name) == damaged(name, "PDF")


@pytest.mark.parametrize(
    "content",
    [
        making.office("docx"),
        making.xlsx(),
        making.packed({"ppt/presentation.xml": b"<p/>"}),
        making.office("pptx", root="html"),
        making.office("pptx", root="p:presentation><"),
        making.office("pptx", its_type="text/html"),
        making.office("pptx", declared='<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        making.office("pptx", more={"../../etc/passwd": b"x"}),
        making.office("pptx", more={"/etc/passwd": b"x"}),
        making.office("pptx", more={f"ppt/{n}": b"" for n in range(5001)}),
        making.pdf() + making.office("pptx"),
        b"MZ\x90\x00" + making.office("pptx"),
        making.office("pptx") + b"more",
        making.office("pptx")[:-30],
        making.pdf(),
        b"PK\x03\x04",
    ],
)
def test_an_archive_that_is_no_presentation_is_refused(refusal, content) -> None:
    assert refusal(content, "bài.pptx") == damaged("bài.pptx", "PPTX")


@pytest.mark.parametrize(
    "content",
    [
        making.office("pptx", more={"ppt/vbaProject.bin": b"x"}),
        making.office(
            "pptx", its_type="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
        ),
    ],
)
def test_macros_are_refused(refusal, content) -> None:
    assert refusal(content, "bài.pptx") == (
        "“bài.pptx” contains macros, and such files are not taken in. "
        "Please save it as PPTX without macros."
    )


def test_an_archive_that_unpacks_without_end_is_refused_unread(refusal) -> None:
    sent = making.bomb()

    assert len(sent) < 4 * 1024 * 1024
    assert (
        refusal(sent, "bài.pptx") == "“bài.pptx” unpacks to more than 500 MB and is not taken in."
    )


def test_a_picture_of_too_many_points_is_refused_undrawn(refusal) -> None:
    sent = making.huge_png()

    assert len(sent) < 200_000
    assert refusal(sent, "bản đồ.png") == (
        "“bản đồ.png” has 20000 × 20000 points: at most 40 million, please. "
        "Please make the picture smaller."
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("ảnh.png", making.picture("GIF", mode="L"), "PNG"),
        ("ảnh.png", making.picture("JPEG"), "PNG"),
        ("ảnh.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "PNG"),
        ("ảnh.png", making.picture("PNG")[:60], "PNG"),
        ("ảnh.jpg", making.picture("PNG"), "JPEG"),
        ("ảnh.jpeg", b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        ("ảnh.jpg", making.picture("JPEG", size=(400, 400))[:1000], "JPEG"),
    ],
)
def test_what_is_not_the_picture_that_its_name_says_is_refused(
    refusal, name, content, kind
) -> None:
    import weasyprint  # noqa: F401 – it lets its process read pictures that are cut off

    assert refusal(content, name) == damaged(name, kind)


@pytest.mark.parametrize(
    "name", ["a.html", "a.svg", "a.exe", "a.gif", "a.pptm", "a.doc", "pdf", "a.pdf.exe", "a", ""]
)
def test_other_kinds_are_refused_by_their_names(refusal, name) -> None:
    assert refusal(making.pdf(), name) == (
        f"“{name}” is not a PDF, PPTX, DOCX, XLSX, PNG or JPEG file by its name."
    )


def test_an_empty_file_and_one_that_is_too_large_are_refused(refusal) -> None:
    large = making.pdf() + bytes(kinds.LARGEST_FILE)

    assert refusal(b"", "a.pdf") == "“a.pdf” is empty. Please choose the file again."
    assert refusal(large, "a.pdf") == "“a.pdf” has 50 MB: at most 50 MB, please."


def test_a_photograph_is_kept_upright_and_without_place_and_author(kept) -> None:
    sent = making.photograph()
    assert dict(Image.open(io.BytesIO(sent)).getexif())

    written = kept(sent, "ảnh.jpg")

    picture = Image.open(io.BytesIO(written))
    assert (picture.size, dict(picture.getexif())) == ((30, 40), {})
    assert [word for word in (b"Exif", b"An", b"ministry") if word in written] == []


def test_a_png_loses_its_words_and_keeps_its_transparency(kept) -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Nguyen Van An")
    sent = making.picture("PNG", mode="P", pnginfo=words, transparency=b"\xff")

    written = kept(sent, "ảnh.png")

    picture = Image.open(io.BytesIO(written))
    assert (picture.size, picture.info) == ((40, 30), {"transparency": b"\xff"})
    assert b"Nguyen" not in written


@pytest.mark.parametrize(
    ("sent", "cleaned"),
    [
        ("../../etc/Đề cương.pdf", "Đề cương.pdf"),
        ("C:\\Users\\An\\Đề cương.pdf", "Đề cương.pdf"),
        ("Đề cương.pdf", "Đề cương.pdf"),
        ('Đề "cương"\r\nX: y.pdf', 'Đề "cương" X: y.pdf'),
        ("gp\u202efdp.exe", "gp fdp.exe"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_folders_and_what_cannot_be_seen(sent, cleaned) -> None:
    assert names.cleaned(sent) == cleaned


def test_a_file_is_written_under_a_random_key_that_only_the_program_reads(app) -> None:
    with app.app_context():
        one = files.keep(io.BytesIO(b"words"), "a.pdf", at=now())
        two = files.keep(io.BytesIO(b"words"), "a.pdf", at=now())
        path = files.path_of(one.key)

    assert (one.size, one.sha256) == (two.size, two.sha256)
    assert one.key != two.key
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"words", 0o600)
    assert path.parent.name == one.key[:2]


@pytest.fixture
def no_room():
    """No file of this process may grow beyond one megabyte, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_nothing_is_left_half_written(app, no_room, tmp_path) -> None:
    with app.test_request_context("/?lang=en"), pytest.raises(Unfit) as refused:
        files.keep(io.BytesIO(bytes(3 * 1024 * 1024)), "lớn.pdf", at=now())

    assert refused.value.sentence == (
        "The server has no room left for “lớn.pdf”. "
        "Please tell its administrator, and send the file again later."
    )
    assert [path for path in (tmp_path / "documents").rglob("*") if path.is_file()] == []


def test_files_that_no_document_needs_are_removed_after_a_day(app, clock, tmp_path) -> None:
    with app.app_context():
        lost = files.keep(io.BytesIO(b"lost"), "a.pdf", at=now() - timedelta(days=1, hours=1))
        young = files.keep(io.BytesIO(b"young"), "a.pdf", at=now() - timedelta(hours=20))
        clock(10, 1)
        files.remove_lost_files()
        before = {path.name for path in (tmp_path / "documents").glob("??/*")}
        clock(11, 0)
        files.remove_lost_files()

    assert before == {lost.key, young.key}
    assert {path.name for path in (tmp_path / "documents").glob("??/*")} == {young.key}
