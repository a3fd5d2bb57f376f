"""Files to keep, under names that may have any letter."""

import unicodedata
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from flask import Response, send_file


def as_download(content: bytes, mimetype: str, name: str) -> Response:
    """An attachment whose Vietnamese name arrives whole (RFC 6266), and which nobody caches."""
    file = send_file(BytesIO(content), mimetype, as_attachment=True, download_name=name)
    file.headers["Cache-Control"] = "no-store"
    return file


def from_disk(path: Path, mimetype: str, name: str, *, etag: str) -> Response:
    """A file that somebody sent in: whole or the parts asked for, and powerless in a browser."""
    file = send_file(path, mimetype, as_attachment=True, download_name=name, etag=etag)
    file.headers["Cache-Control"] = "no-store"
    file.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return file


def streamed(pieces: Iterable[bytes], mimetype: str, name: str) -> Response:
    """An attachment that is made while it is sent."""
    response = Response(pieces, mimetype=mimetype)
    # As send_file writes it: a plain name for old programs, and the whole one (RFC 6266).
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    whole = "UTF-8''" + quote(name, safe="!#$&+-.^_`|~")
    names = {"filename": plain, "filename*": whole}
    response.headers.set("Content-Disposition", "attachment", **names)
    return response
