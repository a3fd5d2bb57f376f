"""Text that only its font made Vietnamese: TCVN3 (".VnTime") and VNI-Windows ("VNI-Times")."""

import unicodedata

# TCVN 5712:1993 (VN3), as files of Windows hold it; "ư" is U+00AD, the soft hyphen.
TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
BREVE, CIRCUMFLEX = "\u0306", "\u0302"
# In VNI a letter is followed by a sign for its marks.
VNI_MARKS = {
    **dict(zip("øùûõï", (GRAVE, ACUTE, HOOK, TILDE, DOT), strict=True)),
    **{s: BREVE + m for s, m in zip("êèéúüë", ("", GRAVE, ACUTE, HOOK, TILDE, DOT), strict=True)},
    **{
        s: CIRCUMFLEX + m
        for s, m in zip("âàáåãä", ("", GRAVE, ACUTE, HOOK, TILDE, DOT), strict=True)
    },
}
VNI_LETTERS = dict(zip("íìæóòîôöñÍÌÆÓÒÎÔÖÑ", "íìỉĩịỵơưđÍÌỈĨỊỴƠƯĐ", strict=True))


def is_old(font: str) -> bool:
    return font.casefold().startswith((".vn", "vni-", "vni "))


def repaired(text: str, font: str) -> str:
    """What a reader saw in this font; text that cannot have been written in it stays."""
    if not is_old(font) or not _is_of_one_byte(text):
        return text
    if not font.startswith("."):
        return unicodedata.normalize("NFC", "".join(map(_of_vni, text)))
    plain = "".join(TCVN3.get(letter, letter) for letter in text)
    # ".VnTimeH" draws small letters as capitals.
    return plain.upper() if font.endswith("H") else plain


def _is_of_one_byte(text: str) -> bool:
    # Programs put in long dashes and round quotes whatever the font.
    return all(letter <= "\xff" or "\u2000" <= letter < "\u2070" for letter in text)


def _of_vni(letter: str) -> str:
    return VNI_LETTERS.get(letter) or VNI_MARKS.get(letter.lower()) or letter
