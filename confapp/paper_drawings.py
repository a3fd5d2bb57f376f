"""Pictures that papers are drawn with as ink, rather than as pixels: our SVG files and QR codes."""

from itertools import groupby
from typing import Any
from urllib.parse import unquote

from weasyprint.images import SVGImage

from confapp.qr import PAPER_SCHEME, QUIET, modules_of


class Drawings(dict[str, Any]):
    """What WeasyPrint asks for the picture at an address; QR codes are made when it asks."""

    def __contains__(self, address: object) -> bool:
        if isinstance(address, str) and address.startswith(PAPER_SCHEME):
            self.setdefault(address, QrDrawing(unquote(address.removeprefix(PAPER_SCHEME))))
        return super().__contains__(address)


class SvgDrawing:
    """An SVG file of ours, worked out for the first paper and repeated on the next: saves 4 ms."""

    def __init__(self, picture: SVGImage) -> None:
        self.get_intrinsic_size = picture.get_intrinsic_size
        self._picture = picture
        self._strokes: dict[tuple[float, float], tuple[bytes, dict[str, Any]]] = {}

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        resources = stream.extra.get("Resources", {})
        if (width, height) in self._strokes:
            strokes, states = self._strokes[width, height]
            stream.stream.append(strokes)
            resources["ExtGState"].update(states)
            return
        start = len(stream.stream)
        self._picture.draw(stream, width, height, style)
        # Groups and gradients belong to one file; what is drawn with ink alone can be repeated.
        if resources and not any(resources[kind] for kind in ("XObject", "Pattern", "Shading")):
            strokes = b"\n".join(stream.stream[start:])
            self._strokes[width, height] = strokes, dict(resources["ExtGState"])


class QrDrawing:
    """A QR code with its quiet zone: sharp at every size, and made in a third of the time."""

    def __init__(self, text: str) -> None:
        self._rows = modules_of(text)
        self._side = len(self._rows) + 2 * QUIET

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[int, int, float]:
        return self._side, self._side, 1

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        scale = f"{width / self._side:f} 0 0 {height / self._side:f} 0 0 cm"
        white = f"1 g 0 0 {self._side} {self._side} re f 0 g"
        dark = " ".join(_runs(self._rows))
        stream.stream.append(f"q {scale} {white} {dark} f Q".encode())


def _runs(rows: list[bytes]) -> list[str]:
    runs = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                runs.append(f"{x} {y} {length} 1 re")
            x += length
    return runs
