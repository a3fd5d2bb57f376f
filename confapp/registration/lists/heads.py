"""What the columns of a list may be, and the words that stand over them."""

import re

from confapp.vietnamese import fold

NUMBER, NAME, FAMILY, GIVEN, SALUTATION = "number", "name", "family", "given", "salutation"
POST, ORGANISATION, PROVINCE, PHONE, EMAIL = "post", "organisation", "province", "phone", "email"
MODE, SITE, DIET, NOTE = "mode", "site", "diet", "note"
# In the order in which an organiser looks for them.
ROLES = (
    NAME,
    FAMILY,
    GIVEN,
    SALUTATION,
    POST,
    ORGANISATION,
    PROVINCE,
    PHONE,
    EMAIL,
    MODE,
    SITE,
    DIET,
    NUMBER,
    NOTE,
)
NAMING = {NAME, GIVEN}
WORDS = {
    NUMBER: ("stt", "tt", "so tt", "so thu tu", "no"),
    NAME: ("ho va ten", "ho ten", "ten dai bieu", "dai bieu", "ho va ten dai bieu", "full name"),
    FAMILY: ("ho dem", "ho va dem", "ho va ten dem", "ho va chu dem", "ho", "ho lot"),
    GIVEN: ("ten",),
    SALUTATION: ("ong ba", "gioi tinh", "danh xung", "nam nu"),
    POST: ("chuc vu", "chuc danh", "chuc vu chuc danh", "chuc danh chuc vu", "position"),
    ORGANISATION: (
        "don vi",
        "don vi cong tac",
        "co quan",
        "co quan don vi",
        "co quan cong tac",
        "noi cong tac",
        "place of work",
    ),
    PROVINCE: (
        "tinh",
        "tinh thanh",
        "tinh thanh pho",
        "tinh tp",
        "dia phuong",
        "thanh pho",
        "province",
    ),
    PHONE: (
        "so dien thoai",
        "dien thoai",
        "sdt",
        "dt",
        "so dt",
        "di dong",
        "dien thoai di dong",
        "so dien thoai lien he",
        "telephone",
        "phone",
        "mobile",
    ),
    EMAIL: ("email", "e mail", "mail", "thu dien tu", "dia chi email", "dia chi thu dien tu"),
    MODE: ("hinh thuc", "hinh thuc tham du", "hinh thuc tham gia"),
    SITE: ("diem cau",),
    DIET: ("che do an", "an uong", "yeu cau an uong"),
    NOTE: ("ghi chu",),
}
BY_WORDS = {words: role for role, known in WORDS.items() for words in known}
# "Họ và tên (in hoa)", "Số điện thoại liên hệ": the longest beginning that is known decides.
BEGINNINGS = sorted((words for words in BY_WORDS if len(words) > 4), key=len, reverse=True)


def role_of(head: str) -> str | None:
    """What a column with this head holds, if the words are known."""
    words = plain(head)
    if words in BY_WORDS:
        return BY_WORDS[words]
    found = next((known for known in BEGINNINGS if words.startswith(f"{known} ")), None)
    return BY_WORDS[found] if found and len(words) <= 60 else None


def plain(text: str) -> str:
    """Letters and digits alone, without marks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())
