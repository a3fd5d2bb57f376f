"""Files to keep, under names that may have any letter."""

from io import BytesIO

from flask import Response, send_file


def as_download(content: bytes, mimetype: str, name: str) -> Response:
    """An attachment whose Vietnamese name arrives whole (RFC 6266), and which nobody caches."""
    file = send_file(BytesIO(content), mimetype, as_attachment=True, download_name=name)
    file.headers["Cache-Control"] = "no-store"
    return file
