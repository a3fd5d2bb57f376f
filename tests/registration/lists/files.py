"""Lists as offices send them, made with the writers that offices' programs are like."""

import csv
import unicodedata
from collections.abc import Sequence
from io import BytesIO, StringIO

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

TITLE = "DANH SÁCH ĐẠI BIỂU THAM DỰ HỘI NGHỊ TẬP HUẤN"
HEADS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Tỉnh/TP", "Số điện thoại", "Email", "Ghi chú")
Rows = Sequence[Sequence[object]]


def merged_titles() -> bytes:
    """Title rows, a head of two merged rows, (1) (2) (3), and one office merged over two people."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "UBND TỈNH LÂM ĐỒNG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ"
    sheet.merge_cells("A1:C1")
    sheet["A3"] = TITLE
    sheet.merge_cells("A3:G3")
    sheet["A4"] = "(Kèm theo Công văn số 123/SKHCN-VP)"
    sheet.merge_cells("A4:G4")
    top = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Liên hệ", None, "Ghi chú")
    for column, text in enumerate(top, start=1):
        sheet.cell(6, column, text)
    sheet["E7"], sheet["F7"] = "Điện thoại", "Email"
    sheet.merge_cells("E6:F6")
    for letter in "ABCDG":
        sheet.merge_cells(f"{letter}6:{letter}7")
    for column in range(1, 8):
        sheet.cell(8, column, f"({column})")
    office = "Sở Khoa học và Công nghệ tỉnh Lâm Đồng"
    sheet.append(
        [1, "Bà Nguyễn Thị Thuỳ Trang", "Giám đốc", office, "0912 345 678", "trang@lamdong.gov.vn"]
    )
    sheet.append([2, "Ông K'Brễu", "Phó Giám đốc", None, "0913.456.789", "kbreu@lamdong.gov.vn"])
    sheet.merge_cells("D9:D10")
    sheet["E12"] = "Lâm Đồng, ngày 05 tháng 11 năm 2025"
    sheet["E13"] = "GIÁM ĐỐC"
    return saved(book)


def old_fonts() -> bytes:
    """TCVN3, its capitals, and VNI, each known by the cell's font alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    write(sheet, 1, ["STT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ", "TØnh", "§iÖn tho¹i"], ".VnTimeH")
    write(
        sheet,
        2,
        [
            "1",
            "TrÇn V¨n Tr\u00adêng",
            "Phã Tr\u00adëng phßng",
            "Së KH&CN",
            "Thanh Hãa",
            "0912345678",
        ],
        ".VnTime",
    )
    write(
        sheet, 3, ["2", "lª thÞ ®µo", "Chuyªn viªn", "Së KH&CN", "NghÖ An", "0912345679"], ".VnTime"
    )
    sheet.cell(3, 2).font = openpyxl.styles.Font(name=".VnTimeH")
    write(
        sheet,
        4,
        ["3", "Nguyeãn Thò Höôøng", "Chuyeân vieân", "Sôû KH&CN", "Ñoàng Thaùp", "0912345670"],
        "VNI-Times",
    )
    return saved(book)


def in_nfd() -> bytes:
    """As a Mac writes it: every mark a character of its own."""
    rows = [
        HEADS,
        [1, "Đỗ Thị Huế", "Trưởng phòng", "Sở KH&CN", "Huế", "0914111222", "hue@hue.gov.vn"],
    ]
    return openpyxl_rows([[decomposed(cell) for cell in row] for row in rows])


def excel_97() -> bytes:
    """XLS, with telephones as numbers and one name in TCVN3."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("DS")
    sheet.write_merge(0, 0, 0, 5, TITLE)
    for column, head in enumerate(("TT", "Họ và tên", "Chức danh", "Cơ quan", "Địa phương", "SĐT")):
        sheet.write(2, column, head)
    old = xlwt.easyxf("font: name .VnTime")
    sheet.write(3, 0, 1)
    sheet.write(3, 1, "Ph¹m Minh TuÊn", old)
    for column, cell in enumerate(
        ("Giám đốc", "Sở Khoa học và Công nghệ", "Điện Biên", 912000111), 2
    ):
        sheet.write(3, column, cell)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def semicolons_in_utf16() -> bytes:
    """What Excel saves as "Unicode text", with the separator of Vietnamese settings."""
    rows = [
        [TITLE],
        ["STT", "Họ đệm", "Tên", "Giới tính", "Chức vụ", "Đơn vị", "Tỉnh", "Điện thoại"],
        [
            "1",
            "Vũ Hoàng",
            "Nam",
            "Nam",
            "Chuyên viên; thư ký",
            "Sở KH&CN",
            "TP. Hải Phòng",
            "0915 222 333",
        ],
    ]
    return separated(rows, ";").encode("utf-16")


def lost_zeros() -> bytes:
    """Telephones that a spreadsheet took for numbers."""
    rows = [
        HEADS,
        [1, "Lê Văn Hùng", "Chuyên viên", "Sở KH&CN", "Gia Lai", 987654321, "hung@gialai.gov.vn"],
        [2, "Lê Thị Mai", "Chuyên viên", "Sở KH&CN", "Gia Lai", 2693824100, "mai@gialai.gov.vn"],
    ]
    return openpyxl_rows(rows)


def old_provinces() -> bytes:
    """Names from before 1 July 2025, and how people shorten the others."""
    places = ("Hà Giang", "Tỉnh Bà Rịa - Vũng Tàu", "TP.HCM", "Đắc Nông", "Thừa Thiên Huế")
    rows = [
        [n, f"Trần Văn {chr(64 + n)}", "Chuyên viên", f"Sở KH&CN {n}", place, f"090000000{n}", ""]
        for n, place in enumerate(places, start=1)
    ]
    return openpyxl_rows([HEADS, *rows])


def formulas() -> bytes:
    """Names put together and numbers counted by formulas, whose values Excel keeps beside them."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        sheet.write_formula(1, 0, "=ROW()-1", None, 1)
        sheet.write_formula(1, 1, '="Bùi Văn "&"Sơn"', None, "Bùi Văn Sơn")
        sheet.write_row(1, 2, ["Phó Giám đốc", "Sở KH&CN", "Sơn La"])
        sheet.write_formula(1, 5, '="0916"&"333444"', None, "0916333444")
        sheet.write_formula(1, 6, '=LOWER("SON@SONLA.GOV.VN")', None, "son@sonla.gov.vn")
    return content.getvalue()


def two_sheets() -> bytes:
    """In person on one sheet, online on the other with columns of its own, and a page of notes."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Trực tiếp"
    for row in (
        HEADS,
        [
            1,
            "Hoàng Văn Thái",
            "Giám đốc",
            "Sở KH&CN",
            "Cao Bằng",
            "0917444555",
            "thai@caobang.gov.vn",
        ],
    ):
        first.append(row)
    second = book.create_sheet("Trực tuyến")
    second.append(["Họ tên", "Email", "Tỉnh", "Cơ quan", "Chức vụ", "Hình thức"])
    second.append(
        ["Nông Thị Lan", "lan@caobang.gov.vn", "Cao Bằng", "Sở KH&CN", "Chuyên viên", "Trực tuyến"]
    )
    book.create_sheet("Hướng dẫn").append(["Các đơn vị điền đủ thông tin"])
    return saved(book)


def blank_rows() -> bytes:
    """ODS with blank rows, headings over provinces, a merged heading and a sum at the end."""
    document = OpenDocumentSpreadsheet()
    old = Style(name="ce1", family="table-cell")
    old.addElement(TextProperties(fontname=".VnTime", fontfamily=".VnTime"))
    document.automaticstyles.addElement(old)
    sheet = Table(name="Danh sách")
    rows = [
        [TITLE],
        [],
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Điện thoại"],
        ["I", "Tỉnh An Giang"],
        ["1", "Danh Thị Hoa", "Chuyên viên", "Sở Khoa học và Công nghệ", "0918555666"],
        [],
        ["II", "Kiên Giang"],
        [],
        ["2", "NGUYỄN VĂN BÌNH", "Trưởng phòng", "Sở Khoa học và Công nghệ", "0918555667"],
    ]
    for cells in rows:
        sheet.addElement(ods_row(cells))
    sheet.addElement(ods_row(["3", "TrÇn V¨n §øc", "Chuyên viên", "Sở KH", "0918555668"], {1: old}))
    total = TableRow()
    merged = TableCell(valuetype="string", numbercolumnsspanned=5)
    merged.addElement(P(text="Tổng cộng: 3 người"))
    total.addElement(merged)
    total.addElement(CoveredTableCell(numbercolumnsrepeated=4))
    sheet.addElement(total)
    filler = TableRow(numberrowsrepeated=1_048_500)
    filler.addElement(TableCell(numbercolumnsrepeated=1024))
    sheet.addElement(filler)
    document.spreadsheet.addElement(sheet)
    content = BytesIO()
    document.write(content)
    return content.getvalue()


def openpyxl_rows(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def separated(rows: Rows, separator: str) -> str:
    content = StringIO()
    csv.writer(content, delimiter=separator).writerows(rows)
    return content.getvalue()


def write(sheet, row: int, cells: Sequence[str], font: str) -> None:
    for column, text in enumerate(cells, start=1):
        sheet.cell(row, column, text).font = openpyxl.styles.Font(name=font)


def ods_row(cells: Sequence[str], styles: dict[int, Style] | None = None) -> TableRow:
    row = TableRow()
    for column, text in enumerate(cells):
        style = (styles or {}).get(column)
        told = {"stylename": style} if style else {}
        cell = TableCell(valuetype="string", **told)
        cell.addElement(P(text=text))
        row.addElement(cell)
    return row


def decomposed(cell: object) -> object:
    return unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell
