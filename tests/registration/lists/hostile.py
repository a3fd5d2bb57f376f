"""Files that want to bring the program down, and broken ones."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
ENTITIES = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, 10))
BOMB = f'<!DOCTYPE w [<!ENTITY e0 "ha">{ENTITIES}]>'


def package(sheet: str, **more: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", more.get("workbook", WORKBOOK))
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


def sheet_of(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def forty_megabytes() -> bytes:
    return package(sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>' * 1_050_000))


def just_below_the_limit() -> bytes:
    """Small enough to be opened, and nothing but elements to go through."""
    return package(sheet_of("<a/>" * 6_000_000))


def entity_bomb() -> bytes:
    return package(BOMB + sheet_of('<row><c t="str"><v>&e9;</v></c></row>'))


def entity_bomb_in_the_workbook() -> bytes:
    return package(sheet_of(""), workbook=f"{BOMB}<workbook>&e9;</workbook>")


def entity_bomb_in_ods() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("content.xml", f"{BOMB}<document>&e9;</document>")
    return content.getvalue()


def million_empty_rows() -> bytes:
    return package(sheet_of("<row/>" * 1_000_000))


def million_short_rows() -> bytes:
    return package(sheet_of("<row><c><v>1</v></c></row>" * 900_000))


def million_rows_of_text() -> bytes:
    return b"1,2\n" * 1_000_000


def repeated_rows_in_ods() -> bytes:
    row = '<table-row number-rows-repeated="1000000"><table-cell><p>A</p></table-cell></table-row>'
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("content.xml", f"<document><table>{row}</table></document>")
    return content.getvalue()


def merged_over_everything() -> bytes:
    sheet = sheet_of('<row r="1"><c r="A1" t="str"><v>A</v></c></row>')
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    return package(sheet.replace("</worksheet>", merged))


def too_many_parts() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(3_000):
            archive.writestr(f"xl/{number}.xml", "")
    return content.getvalue()


def lying_sizes() -> bytes:
    """The directory says that the sheet is small."""
    content = bytearray(forty_megabytes())
    start = content.rindex(b"PK\x01\x02")
    content[start + 24 : start + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def cut_off() -> bytes:
    return package(sheet_of("<row/>"))[:-80]


def damaged_xls() -> bytes:
    book, content = xlwt.Workbook(), BytesIO()
    book.add_sheet("1").write(0, 0, "Họ và tên")
    book.save(content)
    whole = bytearray(content.getvalue())
    whole[600:900] = b"\xff" * 300
    return bytes(whole)


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def every_one() -> Iterator[tuple[str, bytes]]:
    makers = (
        forty_megabytes,
        just_below_the_limit,
        entity_bomb,
        entity_bomb_in_the_workbook,
        entity_bomb_in_ods,
        million_empty_rows,
        million_short_rows,
        million_rows_of_text,
        repeated_rows_in_ods,
        merged_over_everything,
        too_many_parts,
        lying_sizes,
        cut_off,
        damaged_xls,
        picture,
    )
    return ((maker.__name__, maker()) for maker in makers)
