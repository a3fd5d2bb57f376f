"""Real files, as the programs that people use write them, and files that only look like them."""

import io
import zipfile

import openpyxl
import pikepdf
from PIL import Image

OPEN_XML = "application/vnd.openxmlformats-officedocument"
MAINS = {
    "pptx": ("ppt/presentation.xml", f"{OPEN_XML}.presentationml.presentation.main+xml"),
    "docx": ("word/document.xml", f"{OPEN_XML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OPEN_XML}.spreadsheetml.sheet.main+xml"),
}
ROOTS = {"pptx": "p:presentation", "docx": "w:document", "xlsx": "workbook"}
GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B


def pdf(pages: int = 1) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page()
        document.save(written)
    return written.getvalue()


def xlsx() -> bytes:
    """A workbook by openpyxl."""
    written, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["Nhiệm vụ", "Thẩm quyền"])
    book.save(written)
    return written.getvalue()


def office(kind: str, *, more: dict[str, bytes] | None = None, **changed: str) -> bytes:
    """An office file of this kind: its list of types, its main part, and what else there is."""
    main, its_type = MAINS[kind]
    its_type, root = changed.get("its_type", its_type), changed.get("root", ROOTS[kind])
    types = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"{changed.get('declared', '')}"
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{its_type}"/></Types>'
    )
    prefix = root.partition(":")[0]
    part = f'<{root} xmlns="urn:x" xmlns:{prefix}="urn:y"></{root}>'
    return packed({"[Content_Types].xml": types.encode(), main: part.encode(), **(more or {})})


def packed(parts: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def bomb() -> bytes:
    """A presentation of some hundred kilobytes that unpacks to more than half a gigabyte."""
    written = io.BytesIO(office("pptx"))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        nothing = bytes(1024 * 1024)
        with archive.open("ppt/media/video.bin", "w", force_zip64=True) as part:
            for _megabyte in range(520):
                part.write(nothing)
    return written.getvalue()


def picture(
    form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **saved: object
) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, 200).save(written, form, **saved)
    return written.getvalue()


def photograph() -> bytes:
    """A JPEG from a phone held upright: 40 × 30 points, to be turned, taken at a known place."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = 6, "Nguyễn Văn An"
    exif[GPS] = {1: "N", 2: (21.0, 1.0, 42.0), 3: "E", 4: (105.0, 51.0, 15.0)}
    return picture("JPEG", exif=exif, comment=b"taken at the ministry", dpi=(72, 72))


def huge_png() -> bytes:
    """Some kilobytes that would take a gigabyte to draw."""
    return picture("PNG", size=(20_000, 20_000), mode="1")
