"""Makes the fonts of pages and papers from the font packages: `python -m confapp.fonts`."""

import copy
import hashlib
import sys
import tempfile
import unicodedata
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.varLib.instancer import instantiateVariableFont

from confapp.settings import ROOT
from confapp.vietnamese import TONES

FOLDER: Final = ROOT / "static" / "fonts"
PACKAGES: Final = ("fontpkg-be-vietnam-pro", "fontpkg-noto-serif", "fonttools")

_SMALL = [
    letter
    for vowel in "aăâeêioôơuưy"
    for tone in ("", *TONES)
    if not (letter := unicodedata.normalize("NFC", vowel + tone)).isascii()
] + ["đ"]
VIETNAMESE_LETTERS: Final = _SMALL + [letter.upper() for letter in _SMALL]

# Latin Extended-A, Ƀ and the bare marks carry the names of the highland peoples (Ƀuôn Ĕa).
CHARACTERS: Final = {
    *map(chr, range(0x20, 0x7F)),
    *map(chr, range(0xA0, 0x180)),
    *VIETNAMESE_LETTERS,
    *"\u0300\u0301\u0302\u0303\u0306\u0309\u030c\u031b\u0323ɃƀƗɨ",
    *"\u2009\u202f\u2011–—‘’‚“”„†•…‰′″‹›₫€№→←↑↓−×≤≥",
}
FEATURES: Final = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "case", "tnum", "lnum"]

WEB_FACES: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
PAPER_FAMILY: Final = "Confapp Paper"
PAPER_FACES: Final = {
    "regular": ("NotoSerif[wdth,wght].ttf", 400),
    "bold": ("NotoSerif[wdth,wght].ttf", 700),
    "italic": ("NotoSerif-Italic[wdth,wght].ttf", 400),
    "bold-italic": ("NotoSerif-Italic[wdth,wght].ttf", 700),
}
# Decree 30/2020 asks for Times New Roman: over 9,346 letters of our Vietnamese texts its average
# advance is 0.434 em, bold 0.461 em; Noto Serif at width 73 comes within -0.1 % and +0.9 %.
PAPER_WIDTH: Final = 73


def build(folder: Path = FOLDER) -> bool:
    """Make the fonts unless this version of them is in place; says whether it made them."""
    names = [f"be-vietnam-pro-{weight}.woff2" for weight in WEB_FACES]
    names += [f"paper-{face}.ttf" for face in PAPER_FACES]
    stamp, version = folder / ".stamp", _version()
    is_whole = all((folder / name).is_file() for name in [*names, stamp.name])
    if is_whole and stamp.read_text(encoding="ascii") == version:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as workshop:
        _make_web(Path(workshop))
        _make_paper(Path(workshop))
        for name in names:
            (Path(workshop) / name).replace(folder / name)
    stamp.write_text(version, encoding="ascii")
    return True


def _version() -> str:
    packages = " ".join(f"{name}={metadata.version(name)}" for name in PACKAGES)
    return hashlib.sha256(Path(__file__).read_bytes() + packages.encode()).hexdigest()


def _make_web(folder: Path) -> None:
    for weight, face in WEB_FACES.items():
        font = _open("fontpkg_be_vietnam_pro", f"BeVietnamPro-{face}.ttf")
        _add_unbroken_hyphen(font)
        _subset(font)
        _add_tabular_figures(font)
        font.flavor = "woff2"
        font.save(folder / f"be-vietnam-pro-{weight}.woff2")


def _make_paper(folder: Path) -> None:
    for face, (file, weight) in PAPER_FACES.items():
        font = _open("fontpkg_noto_serif", file)
        _subset(font)
        font = instantiateVariableFont(font, {"wght": weight, "wdth": PAPER_WIDTH})
        _rename(font, PAPER_FAMILY, face.replace("-", " ").title())
        font.save(folder / f"paper-{face}.ttf")


def _open(package: str, file: str) -> TTFont:
    return TTFont(str(files(package) / "files" / file), recalcTimestamp=False)


def _add_unbroken_hyphen(font: TTFont) -> None:
    # "NĐ‑CP" must not break; the family lacks this hyphen, which looks like the ordinary one.
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x2011, table.cmap[ord("-")])


def _subset(font: TTFont) -> None:
    subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=map(ord, CHARACTERS))
    subsetter.subset(font)


def _add_tabular_figures(font: TTFont) -> None:
    """Be Vietnam Pro has none, and a clock or a column of figures must not dance."""
    tabular = {font.getBestCmap()[ord(figure)]: f"{figure}.tnum" for figure in "0123456789"}
    width = font["hmtx"]["zero"][0]
    for name, copied in tabular.items():
        advance, bearing = font["hmtx"][name]
        glyph, shift = copy.deepcopy(font["glyf"][name]), (width - advance) // 2
        glyph.coordinates.translate((shift, 0))
        font["glyf"][copied], font["hmtx"][copied] = glyph, (width, bearing + shift)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    _add_substitution(font["GSUB"].table, "tnum", tabular)


def _add_substitution(table: Any, tag: str, mapping: dict[str, str]) -> None:
    substitution, lookup = otTables.SingleSubst(), otTables.Lookup()
    substitution.mapping = mapping
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = 1, 0, [substitution]
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = tag, otTables.Feature()
    feature.Feature.FeatureParams = None
    feature.Feature.LookupListIndex = [len(table.LookupList.Lookup)]
    table.LookupList.Lookup.append(lookup)
    for script in (record.Script for record in table.ScriptList.ScriptRecord):
        for language in [script.DefaultLangSys, *(own.LangSys for own in script.LangSysRecord)]:
            language.FeatureIndex.append(len(table.FeatureList.FeatureRecord))
    table.FeatureList.FeatureRecord.append(feature)


def _rename(font: TTFont, family: str, style: str) -> None:
    """All names anew, so that fontconfig never takes it for an installed Noto Serif."""
    postscript = f"{family}-{style}".replace(" ", "")
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}
    font["name"], font["OS/2"].usWidthClass = newTable("name"), 5
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    is_bold, is_italic = "Bold" in style, "Italic" in style
    font["head"].macStyle = is_bold | is_italic << 1
    font["OS/2"].fsSelection = is_italic | is_bold << 5 | (style == "Regular") << 6 | 1 << 7
    del font["STAT"]


if __name__ == "__main__":
    made = build()
    total = sum(file.stat().st_size for file in FOLDER.glob("*.*"))
    sys.stdout.write(f"Fonts {'made' if made else 'in place'}: {FOLDER} ({total // 1000} kB)\n")
