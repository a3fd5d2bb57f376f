"""Two languages: Vietnamese is the program's own, English is complete beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlencode

from flask import Flask, Response, current_app, has_request_context, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import Babel, get_locale
from flask_babel import gettext as _

from confapp.clock import in_vietnam
from confapp.database import Words
from confapp.settings import ROOT

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
COOKIE = "lang"
A_YEAR = 365 * 24 * 3600
WEEKDAYS_VI = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")


@dataclass(frozen=True)
class OtherLanguage:
    label: str
    href: str
    code: str


def init_app(app: Flask) -> None:
    Babel(
        app,
        default_locale="vi",
        default_timezone="Asia/Ho_Chi_Minh",
        default_translation_directories=str(ROOT / "translations"),
        locale_selector=language,
    )
    app.after_request(_remember_language)
    # Vietnamese letters as they are: escaped, each would take six bytes.
    cast(DefaultJSONProvider, app.json).ensure_ascii = False
    app.jinja_env.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    for name, words_of in FILTERS.items():
        app.add_template_filter(words_of, name)


def language() -> str:
    """The visitor's language: the address says it, or the cookie, else Vietnamese."""
    if not has_request_context():
        return "vi"
    asked = request.args.get("lang") or request.cookies.get(COOKIE)
    return asked if asked in LANGUAGES else "vi"


def current() -> str:
    return str(get_locale())


def other_language() -> OtherLanguage:
    code = "en" if current() == "vi" else "vi"
    arguments = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
    query = urlencode([*arguments, ("lang", code)])
    path = request.path if _can_be_read(request.path) else "/"
    return OtherLanguage(LANGUAGES[code], f"{request.script_root}{path}?{query}", code)


def _can_be_read(path: str) -> bool:
    """Whether there is a page at this address, and not only a form that is sent there."""
    return current_app.url_map.bind("").test(path, method="GET")


def thousands(number: int) -> str:
    """1.500 (1,500 in English)."""
    return f"{number:,}" if current() == "en" else f"{number:,}".replace(",", ".")


def local(words: Words) -> str:
    return words.en if current() == "en" and words.en else words.vi


def date_short(day: date | datetime) -> str:
    """13/11/2025."""
    return _day(day).strftime("%d/%m/%Y")


def date_words(day: date | datetime) -> str:
    """Thứ Năm, ngày 13 tháng 11 năm 2025 (Thursday, 13 November 2025)."""
    day = _day(day)
    if current() == "en":
        return f"{day:%A}, {day.day} {day:%B} {day.year}"
    weekday = "Chủ nhật" if day.weekday() == 6 else f"Thứ {WEEKDAYS_VI[day.weekday()]}"
    return f"{weekday}, {official_day(day)}"


def official_day(day: date) -> str:
    """ngày 05 tháng 02 năm 2026.

    A zero stands before days under 10 and before months 1 and 2 only
    (Nghị định 30/2020/NĐ-CP, phụ lục I).
    """
    return f"ngày {day.day:02d} tháng {day.month:{'02d' if day.month < 3 else 'd'}} năm {day.year}"


def clock_time(moment: datetime) -> str:
    """08:30, as clocks in Viet Nam show it."""
    return f"{in_vietnam(moment):%H:%M}"


def moment_words(moment: datetime) -> str:
    """08:02 ngày 13/11/2025."""
    return _("%(time)s on %(day)s", time=clock_time(moment), day=date_short(moment))


def _day(day: date | datetime) -> date:
    return in_vietnam(day).date() if isinstance(day, datetime) else day


def _remember_language(response: Response) -> Response:
    asked = request.args.get("lang")
    # Fragments that a page asks for again carry the language, and may be cached for everybody.
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if asked in LANGUAGES and is_page and asked != request.cookies.get(COOKIE):
        secure = request.is_secure
        response.set_cookie(COOKIE, asked, A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


FILTERS: dict[str, Any] = {
    "local": local,
    "date_short": date_short,
    "date_words": date_words,
    "clock_time": clock_time,
    "moment": moment_words,
    "thousands": thousands,
}
