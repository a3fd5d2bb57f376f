"""Which kind of file it is, by its content, and its sheets."""

from confapp.registration.lists import ods_file, text_file, xls_file, xlsx_file
from confapp.registration.lists.cells import EMPTY, UNKNOWN_KIND, Sheet, Unreadable
from confapp.registration.lists.packed import Package

ZIP = b"PK\x03\x04"


def sheets_in(content: bytes) -> list[Sheet]:
    """The sheets that say anything; raises `Unreadable`."""
    sheets = [sheet for sheet in _read(content) if sheet.rows]
    if not sheets:
        raise Unreadable(EMPTY)
    return sheets


def _read(content: bytes) -> list[Sheet]:
    if content.startswith(xls_file.SIGNATURE):
        return xls_file.read(content)
    if not content.startswith(ZIP):
        return text_file.read(content)
    package = Package(content)
    if xlsx_file.WORKBOOK in package.names:
        return xlsx_file.read(package)
    if ods_file.CONTENT in package.names:
        return ods_file.read(package)
    raise Unreadable(UNKNOWN_KIND)
