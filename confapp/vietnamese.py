"""Vietnamese text: one form of each letter, folding for search, and the order of the alphabet."""

import unicodedata

LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "\u200b": "", "\ufeff": ""})
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Marks that make a letter of its own; the rest of the marks are tones, in the order of CLDR `vi`.
LETTER_MARKS = "\u0306\u0302\u031b"
TONES = "\u0300\u0309\u0303\u0301\u0323"
BEFORE_LETTERS = 16
AFTER_LETTERS = 128
MARKS_ON_A_LETTER = 400


def nfc(text: str) -> str:
    """The text in NFC, with look-alikes of Đ repaired and invisible marks dropped."""
    return unicodedata.normalize("NFC", _calmed(text.translate(LOOK_ALIKES)))


def fold(text: str) -> str:
    """The text without marks and case, đ as d: for finding, never for telling apart."""
    plain = unicodedata.normalize("NFD", nfc(text)).casefold().replace("đ", "d")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def alphabet_key(text: str) -> bytes:
    """Bytes that sort as CLDR `vi` does: letters first, tones over the whole string second."""
    letters, tones = bytearray(), bytearray()
    for character in nfc(text).casefold():
        letter, tone = _letter_and_tone(character)
        letters += _rank(letter)
        tones.append(tone)
    return bytes(letters) + b"\0" + bytes(tones)


def name_key(full_name: str) -> bytes:
    """Bytes that sort people by given name (the last word), then by what stands before it."""
    *before, given = full_name.split() or [""]
    return alphabet_key(" ".join([given, *before]))


def number_of_letters(text: str) -> int:
    """How long a text is to whoever reads it: a letter counts once, however many marks it has."""
    return sum(not unicodedata.combining(character) for character in text)


def _calmed(text: str) -> str:
    # Putting the marks of one letter in order takes time with their square: a letter of half a
    # million marks would stop the program, and no letter has more than a few.
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS_ON_A_LETTER:
            kept.append(character)
    return "".join(kept)


def _letter_and_tone(character: str) -> tuple[str, int]:
    base, *marks = list(unicodedata.normalize("NFD", character))
    kept = "".join(mark for mark in marks if mark in LETTER_MARKS)
    tone = next((TONES.index(mark) + 2 for mark in marks if mark in TONES), 1)
    return unicodedata.normalize("NFC", base + kept), tone


def _rank(letter: str) -> bytes:
    if letter in LETTERS:
        return bytes([BEFORE_LETTERS + 16 + LETTERS.index(letter)])
    if letter.isspace():
        return b"\x01"
    if letter.isdigit():
        return bytes([BEFORE_LETTERS + int(unicodedata.digit(letter, 0))])
    return bytes([AFTER_LETTERS]) + letter.encode()
