"""Pictures are drawn anew: what is kept has the picture's points and nothing else."""

import struct
import zlib
from io import BytesIO
from threading import Lock
from typing import IO, Any

from flask_babel import gettext as _
from PIL import ImageFile, ImageOps
from PIL.Image import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from confapp.agenda.documents.unfit import Unfit, not_as_named

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
MOST_MILLIONS = 40
# Without its colour profile a picture from a phone changes its colours.
KEPT = ("icc_profile", "transparency")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)

# A picture of the most points takes a quarter of a gigabyte while it is drawn.
_drawing = Lock()


def check_png(file: IO[bytes], name: str) -> IO[bytes]:
    return _drawn_anew(file, name, PNG, PngImageFile, "PNG", {"optimize": False})


def check_jpeg(file: IO[bytes], name: str) -> IO[bytes]:
    options = {"quality": 92, "optimize": True, "progressive": True}
    return _drawn_anew(file, name, JPEG, JpegImageFile, "JPEG", options)


def _drawn_anew(
    file: IO[bytes],
    name: str,
    magic: bytes,
    opener: type[PngImageFile | JpegImageFile],
    form: str,
    options: dict[str, Any],
) -> IO[bytes]:
    """The picture in a new file, upright and without metadata; raises `Unfit`."""
    file.seek(0)
    if file.read(len(magic)) != magic:
        raise not_as_named(name, form)
    file.seek(0)
    try:
        # Reads the head only, whatever the size, where Image.open warns or raises.
        picture = opener(file)
        _refuse_large(picture, name)
        with _drawing:
            return _written(picture, form, options)
    except BROKEN:
        raise not_as_named(name, form) from None


def _refuse_large(picture: Image, name: str) -> None:
    millions = picture.width * picture.height / 1_000_000
    if millions > MOST_MILLIONS:
        raise Unfit(
            _(
                "“%(name)s” has %(width)s × %(height)s points: at most %(most)s million, please. "
                "Please make the picture smaller.",
                name=name,
                width=picture.width,
                height=picture.height,
                most=MOST_MILLIONS,
            )
        )


def _written(picture: Image, form: str, options: dict[str, Any]) -> IO[bytes]:
    # WeasyPrint lets all of the process read pictures that are cut off: here they are refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    # Pillow writes some of what it has read, such as comments, unless it forgets it.
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
    written = BytesIO()
    picture.save(written, form, icc_profile=picture.info.get("icc_profile"), **options)
    written.seek(0)
    return written
