"""Vietnamese text: one form, folding, order."""

import unicodedata

import pytest

from confapp.vietnamese import alphabet_key, fold, name_key, nfc


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Nguyễn Thị Thuỳ"), "Nguyễn Thị Thuỳ"),
        ("Ðà Nẵng", "Đà Nẵng"),
        ("Ɖắk Lắk", "Đắk Lắk"),
        ("Lê\u200b Na\ufeff", "Lê Na"),
        # "Dựng sẵn" base with a combining tone, as some keyboards send it.
        ("Ti\u00ea\u0301ng", "Tiếng"),
    ],
)
def test_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert nfc(typed) == kept


def test_searching_ignores_marks_case_and_doubled_blanks() -> None:
    assert fold("  ĐỖ  Thị Hường ") == "do thi huong"


def test_letters_come_before_tones() -> None:
    words = ["bà", "ấn", "Ân", "án", "An", "ăn", "đa", "da", "ba"]

    assert sorted(words, key=alphabet_key) == ["An", "án", "ăn", "Ân", "ấn", "ba", "bà", "da", "đa"]


def test_tones_stand_in_the_order_of_the_alphabet() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=alphabet_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
    ]


def test_people_are_sorted_by_given_name() -> None:
    names = ["Trần Văn Bình", "Lê Thị Ánh", "Nguyễn An", "Phạm An", "Y Thông"]

    assert sorted(names, key=name_key) == [
        "Nguyễn An",
        "Phạm An",
        "Lê Thị Ánh",
        "Trần Văn Bình",
        "Y Thông",
    ]


def test_half_a_million_marks_on_one_letter_do_not_stop_the_program() -> None:
    marks = "\u0301\u0316" * 250_000

    assert len(nfc("a" + marks)) < 1_000


def test_three_hundred_marks_are_kept_as_typed() -> None:
    assert nfc("b" + "\u0316" * 300) == "b" + "\u0316" * 300
