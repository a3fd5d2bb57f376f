"""The wording of a certificate: lines with places for what differs, from a fixed list, no more."""

import re
from collections.abc import Mapping
from string import Template
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

PLACEHOLDERS: Final[Mapping[str, LazyString]] = {
    "event": _l("the conference's title"),
    "body": _l("the issuing body"),
    "post": _l("the delegate's position"),
    "organisation": _l("the delegate's place of work"),
    "sessions": _l("the sessions that the delegate attended"),
    "when": _l("the day of the conference"),
    "where": _l("the place, or online and from which remote site"),
}
PART: Final = "; "


def above_name(kind: str) -> str:
    """The lines above the name, as they ship; the first one stands out."""
    is_confirmation = kind.casefold().startswith("giấy xác nhận")
    # The title of a "Giấy xác nhận tham dự" says already what the second line would repeat.
    event = "$event" if kind.casefold().endswith("tham dự") else "Tham dự $event"
    return f"{event}\n$body {'xác nhận' if is_confirmation else 'chứng nhận'}"


def below_name(*, is_online: bool) -> str:
    """The lines below the name, as they ship."""
    place = "hình thức" if is_online else "địa điểm"
    return (
        "Chức vụ: $post\n"
        "Đơn vị công tác: $organisation\n"
        "Đã tham dự: $sessions\n"
        f"Thời gian: $when; {place}: $where"
    )


def lines_of(template: str, words: Mapping[str, str]) -> list[str]:
    """The filled lines; a part whose placeholders all stand for nothing is left out."""
    filled = (_filled(line, words) for line in template.splitlines())
    return [line for line in filled if line]


def unknown_in(template: str) -> list[str]:
    """What looks like a placeholder and is none: it is printed as it stands."""
    found = Template.pattern.finditer(template)
    return [
        match[0] for match in found if _name(match) not in PLACEHOLDERS and not match["escaped"]
    ]


def _filled(line: str, words: Mapping[str, str]) -> str:
    said = [part for part in line.split(PART) if not _says_nothing(part, words)]
    # Whoever words the paper may have typed anything: what is no placeholder stays as it is.
    return Template(PART.join(said)).safe_substitute(words).strip()


def _says_nothing(part: str, words: Mapping[str, str]) -> bool:
    used = [name for match in Template.pattern.finditer(part) if (name := _name(match)) in words]
    return bool(used) and not any(words[name] for name in used)


def _name(match: re.Match[str]) -> str:
    return match["named"] or match["braced"] or ""
