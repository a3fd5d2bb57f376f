"""WeasyPrint, set up once a process: what `papers` prints with."""

from datetime import date
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

from pydyf import PDF, Stream
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.html import UA, UA_COUNTER_STYLE
from weasyprint.images import SVGImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from confapp.paper_drawings import Drawings, SvgDrawing
from confapp.papers import SCHEME, STATIC, PaperError, fetch
from confapp.pdf_writing import Written, clear_ends_of_streams, deflate
from confapp.signature_field import add_signature_field

# Five rules for notes at the foot of a page, which our papers lack, cost every element a style
# each, and sixteen for the page's margins cost a page as much: a seventh of a certificate's time.
# A paper that writes into its margins says where. PDF/A forbids smoothed pictures.
_COSTLY = ("::footnote", "::note", "  @top-", "  @left-", "  @right-", "  @bottom-")
_RULES = [line for line in UA.splitlines() if not line.startswith(_COSTLY)]
BROWSER: Final = CSS(
    string="\n".join([*_RULES, "img { image-rendering: pixelated }"]),
    counter_style=UA_COUNTER_STYLE,
)


class Press:
    """Fonts, stylesheets, colours and drawings that all papers of a process share."""

    def __init__(self) -> None:
        self._fetcher = Fetcher(allow_redirects=False, fail_on_errors=True)
        self._fonts = FontConfiguration()
        self._sheets: dict[str, Any] = {}
        self._drawings: dict[str, SvgDrawing] = {}
        self._srgb = Srgb()
        self._accessible = (STATIC / "papers" / "accessible.xmp").read_bytes()

    def print(
        self, html: str, stylesheet: str, title: str, dated: date | None, to_sign: str
    ) -> bytes:
        try:
            return self._print(html, stylesheet, title, dated, to_sign)
        except FatalURLFetchingError as error:
            raise PaperError(str(error.__cause__)) from error

    def _print(
        self, html: str, stylesheet: str, title: str, dated: date | None, to_sign: str
    ) -> bytes:
        pictures = Drawings(self._drawings)
        source = Source(string=html, base_url=SCHEME, url_fetcher=self._fetcher)
        document = source.render(
            font_config=self._fonts,
            color_profiles={"--srgb": self._srgb},
            output_intent="--srgb",
            stylesheets=[self._sheet(stylesheet)],
            cache=pictures,
        )
        document.metadata.title, document.metadata.lang = title, "vi"
        document.metadata.created = dated.isoformat() if dated else None
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/a-2a",
            output_intent="--srgb",
            finisher=lambda _document, pdf: self._finish(pdf, to_sign),
        )
        self._keep_drawings(pictures)
        return pdf

    def _sheet(self, name: str) -> Any:
        if name not in self._sheets:
            self._sheets[name] = CSS(
                url=SCHEME + name, url_fetcher=self._fetcher, font_config=self._fonts
            )
        return self._sheets[name]

    def _keep_drawings(self, pictures: dict[str, Any]) -> None:
        for url, picture in pictures.items():
            if isinstance(picture, SVGImage):
                self._drawings[url] = SvgDrawing(picture)

    def _finish(self, pdf: PDF, to_sign: str) -> None:
        if to_sign:
            add_signature_field(pdf, to_sign)
        # WeasyPrint names either PDF/A or PDF/UA in the metadata; the paper is both. An archive
        # reads them without any program (ISO 19005-2, 6.6.2.1), so they stay as they are.
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        metadata.compress = False
        end = b"</rdf:RDF>"
        metadata.stream = [part.replace(end, self._accessible + end) for part in metadata.stream]
        for index, made in enumerate(pdf.objects):
            if isinstance(made, Stream) and made.compress:
                deflate(made)
            if made.free != "f":
                pdf.objects[index] = Written(made)
        pdf.write_line = clear_ends_of_streams(pdf.write_line)


class Fetcher(URLFetcher):
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        body, kind = fetch(url)
        return URLFetcherResponse(url, body, {"Content-Type": kind})


class Srgb(ColorProfile):
    """WeasyPrint's own use of its profile leaves a file open and writes other bytes each time."""

    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()

    def __init__(self) -> None:
        components = (["r"], ["g"], ["b"])
        super().__init__(BytesIO(self.content), "sRGB", "relative-colorimetric", components)


class Source(HTML):
    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [BROWSER]
