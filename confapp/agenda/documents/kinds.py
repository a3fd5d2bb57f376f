"""Which kinds of files are taken in, and what each is checked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from flask_babel import format_decimal
from flask_babel import gettext as _

from confapp.agenda.documents import office, pdf, pictures
from confapp.agenda.documents.unfit import Unfit
from confapp.bodies import MEGABYTE

LARGEST_FILE = 50 * MEGABYTE
# Several files in one form, and what is around them.
LARGEST_SENDING = 4 * LARGEST_FILE + MEGABYTE
OPEN_XML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file; `check` gives what is to be kept of one, or raises `Unfit`."""

    code: str
    mimetype: str
    icon: str
    check: Callable[[IO[bytes], str], IO[bytes]]


KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "application/pdf", "file", pdf.check),
        Kind("pptx", f"{OPEN_XML}.presentationml.presentation", "slides", office.check_pptx),
        Kind("docx", f"{OPEN_XML}.wordprocessingml.document", "file", office.check_docx),
        Kind("xlsx", f"{OPEN_XML}.spreadsheetml.sheet", "sheet", office.check_xlsx),
        Kind("png", "image/png", "picture", pictures.check_png),
        Kind("jpeg", "image/jpeg", "picture", pictures.check_jpeg),
    )
}
EXTENSIONS = {**{code: code for code in KINDS}, "jpg": "jpeg"}
ACCEPTED = ",".join(f".{extension}" for extension in EXTENSIONS)


def kind_named(name: str) -> Kind:
    """The kind that the file's name promises; raises `Unfit` for any other."""
    _before, dot, extension = name.rpartition(".")
    code = EXTENSIONS.get(extension.casefold()) if dot else None
    if code is None:
        raise Unfit(
            _("“%(name)s” is not a PDF, PPTX, DOCX, XLSX, PNG or JPEG file by its name.", name=name)
        )
    return KINDS[code]


def checked(file: IO[bytes], name: str) -> IO[bytes]:
    """What is to be kept of a file with this name; raises `Unfit` with a sentence that names it."""
    kind, size = kind_named(name), file.seek(0, 2)
    if size == 0:
        raise Unfit(_("“%(name)s” is empty. Please choose the file again.", name=name))
    if size > LARGEST_FILE:
        raise Unfit(
            _(
                "“%(name)s” has %(size)s: at most %(most)s MB, please.",
                name=name,
                size=size_words(size),
                most=LARGEST_FILE // MEGABYTE,
            )
        )
    return kind.check(file, name)


def in_words(kind: str, size: int) -> str:
    """PDF, 1,2 MB."""
    return f"{kind.upper()}, {size_words(size)}"


def size_words(size: int) -> str:
    """1,2 MB (1.2 MB in English); at least 1 kB."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    return f"{format_decimal(size / MEGABYTE, format='0.#')} MB"
