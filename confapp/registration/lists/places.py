"""Finding a province by what people call it: its name, its short forms, and the 63 old names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from confapp.registration.lists.heads import plain

BEFORE_NAMES = ("thanh pho", "tinh", "tp", "t")
OF_THE_MINISTRY = ("bo khoa hoc va cong nghe", "bo khcn", "bo kh cn", "bo kh va cn")


class Named(Protocol):
    """What is needed of a province."""

    code: str
    short_name: str
    full_name: str
    aliases: str


@dataclass(frozen=True)
class Found:
    """A province by its code, and whether it was called by a name that it no longer has."""

    code: str
    name: str
    is_renamed: bool


class Gazetteer:
    """The provinces by all their names, never by codes, which have been given out anew."""

    def __init__(self, provinces: Iterable[Named]) -> None:
        self._by_name: dict[str, Found] = {}
        for province in provinces:
            for alias in filter(None, province.aliases.split(";")):
                is_renamed = plain(province.short_name) not in self._key(alias)
                self._by_name[self._key(alias)] = Found(
                    province.code, province.short_name, is_renamed
                )
            for name in (province.short_name, province.full_name):
                self._by_name[self._key(name)] = Found(province.code, province.short_name, False)
        self._longest_first = sorted(self._by_name, key=len, reverse=True)

    def find(self, written: str) -> Found | None:
        """The province that this names, and nothing more than that."""
        return self._by_name.get(self._key(written))

    def named_in(self, text: str) -> Found | None:
        """The province whose name ends the text, as in "Sở Khoa học và Công nghệ tỉnh Lâm Đồng"."""
        words = f" {plain(text)}"
        name = next(
            (n for n in self._longest_first if len(n) > 4 and words.endswith(f" {n}")), None
        )
        return self._by_name[name] if name else None

    @staticmethod
    def _key(name: str) -> str:
        words = plain(name)
        before = next((b for b in BEFORE_NAMES if words.startswith(f"{b} ")), "")
        return words.removeprefix(before).strip()


def is_of_the_ministry(text: str) -> bool:
    return any(name in plain(text) for name in OF_THE_MINISTRY)
