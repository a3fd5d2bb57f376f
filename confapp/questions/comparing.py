"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

WORD = re.compile(r"\s+|\w+|[^\w\s]")
SAME, GONE, NEW = "same", "gone", "new"
# Beyond so many words, the commonest ones are not looked for: time grows with their square.
MANY = 1000
# What takes more looking than this is shown as the one text and then the other: `a, b, a, b…` would
# stop the program for minutes.
MOST_LOOKING = 100_000_000

Step = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Part:
    """A stretch of words that both texts have, or only the earlier or only the later one."""

    kind: str
    words: str


# What is published never changes, and neither does what differs in it.
@lru_cache(maxsize=200)
def differences(before: str, after: str) -> tuple[Part, ...]:
    """The parts that make up both texts; without the new ones they spell the earlier text.

    Lines are compared first, and then the words of the lines that differ.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    parts: list[Part] = []
    for _kind, i, j, k, n in _steps(old, new):
        parts += _words("".join(old[i:j]), "".join(new[k:n]))
    return tuple(parts)


def both(before: str, after: str) -> str:
    """One text with every word of both: where lines differ, first the one and then the other."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[str] = []
    for _kind, i, j, k, n in _steps(old, new):
        lines += old[i:j]
        lines += [line for line in new[k:n] if old[i:j] != new[k:n]]
    return "\n".join(lines)


def _steps(old: list[str], new: list[str]) -> Sequence[Step]:
    # Blanks are nothing to go by: they are everywhere.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=len(new) > MANY)
    if _looking(matcher, old, new) > MOST_LOOKING:
        return [("replace", 0, len(old), 0, len(new))]
    return matcher.get_opcodes()


def _looking(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> int:
    """How often a place is looked at, at most: all places once for each stretch that is found."""
    places_of: dict[str, list[int]] = matcher.b2j  # type: ignore[attr-defined]
    places = sum(1 + len(places_of.get(word, ())) for word in old)
    return places * min(len(old), len(new))


def _words(before: str, after: str) -> Iterator[Part]:
    old, new = WORD.findall(before), WORD.findall(after)
    for kind, i, j, k, n in _steps(old, new):
        gone, come = "".join(old[i:j]), "".join(new[k:n])
        parts = [Part(SAME, gone)] if kind == "equal" else [Part(GONE, gone), Part(NEW, come)]
        yield from (part for part in parts if part.words)
