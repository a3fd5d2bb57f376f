import pytest
from fontTools.ttLib import TTFont

from confapp import fonts
from confapp.fonts import FOLDER, VIETNAMESE_LETTERS

FILES = [
    *(f"be-vietnam-pro-{weight}.woff2" for weight in (400, 500, 600, 700)),
    *(f"paper-{face}.ttf" for face in ("regular", "bold", "italic", "bold-italic")),
]
FIGURES = "0123456789"


def test_there_are_134_marked_vietnamese_letters():
    assert len(set(VIETNAMESE_LETTERS)) == 134
    assert {"ế", "Ậ", "ỗ", "ữ", "ỵ", "đ", "Đ", "ă", "Ơ"} <= set(VIETNAMESE_LETTERS)


@pytest.mark.parametrize("file", FILES)
def test_every_font_has_every_letter_with_an_outline(file):
    with TTFont(FOLDER / file) as font:
        names = font.getBestCmap()
        letters = [*VIETNAMESE_LETTERS, *"abcxyzABCXYZ0123456789₫–—…“”×·"]
        assert [letter for letter in letters if ord(letter) not in names] == []
        outlines = font["glyf"]
        assert [c for c in letters if outlines[names[ord(c)]].numberOfContours == 0] == []


@pytest.mark.parametrize("file", FILES)
def test_no_font_is_variable_because_that_costs_four_times_the_time(file):
    with TTFont(FOLDER / file) as font:
        assert "fvar" not in font


@pytest.mark.parametrize("file", FILES[:4])
def test_figures_on_pages_can_stand_in_columns(file):
    with TTFont(FOLDER / file) as font:
        features = font["GSUB"].table.FeatureList.FeatureRecord
        (lookup,) = {
            index
            for feature in features
            if feature.FeatureTag == "tnum"
            for index in feature.Feature.LookupListIndex
        }
        (substitution,) = font["GSUB"].table.LookupList.Lookup[lookup].SubTable
        tabular = [substitution.mapping[font.getBestCmap()[ord(figure)]] for figure in FIGURES]
        assert len({font["hmtx"][name][0] for name in tabular}) == 1


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold-italic"])
def test_figures_on_papers_are_all_as_wide(face):
    with TTFont(FOLDER / f"paper-{face}.ttf") as font:
        names = font.getBestCmap()
        assert len({font["hmtx"][names[ord(figure)]][0] for figure in FIGURES}) == 1


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold-italic"])
def test_the_paper_fonts_go_by_a_name_that_no_installed_font_has(face):
    with TTFont(FOLDER / f"paper-{face}.ttf") as font:
        assert font["name"].getDebugName(1) == "Confapp Paper"
        assert not any("Noto" in str(name) for name in font["name"].names)


def test_fonts_are_made_once(tmp_path):
    assert fonts.build() is False
    assert fonts.build(tmp_path / "fonts") is True
    before = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "fonts").iterdir()}
    assert fonts.build(tmp_path / "fonts") is False
    (tmp_path / "fonts" / "paper-bold.ttf").unlink()
    assert fonts.build(tmp_path / "fonts") is True
    assert {file.name for file in (tmp_path / "fonts").iterdir()} == set(before)
