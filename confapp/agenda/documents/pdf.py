"""What shows that a file is a PDF, and nothing else besides."""

import re
import zipfile
from typing import IO

from confapp.agenda.documents.unfit import not_as_named

HEADER = re.compile(rb"%PDF-[12]\.\d[\r\n\x20%]")
# Some writers leave blanks or zeros after the last line.
TRAILER = re.compile(rb"startxref\s+\d+\s+%%EOF[\s\0]*\Z")
TAIL = 2048


def check(file: IO[bytes], name: str) -> IO[bytes]:
    """The file itself; raises `Unfit` unless it begins and ends as a PDF and is no archive too."""
    file.seek(0)
    head = file.read(16)
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    is_pdf = HEADER.match(head) and TRAILER.search(file.read())
    # An archive is read from its end: a file can be both.
    if not is_pdf or zipfile.is_zipfile(file):
        raise not_as_named(name, "PDF")
    file.seek(0)
    return file
