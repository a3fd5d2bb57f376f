"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|\w+|[^\w\s]")
SAME, GONE, NEW = "same", "gone", "new"
# Beyond so many words, the commonest ones are not looked for: time grows with their square.
MANY = 1000

Step = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Part:
    """A stretch of words that both texts have, or only the earlier or only the later one."""

    kind: str
    words: str


def differences(before: str, after: str) -> list[Part]:
    """The parts that make up both texts; without the new ones they spell the earlier text."""
    old, new = WORD.findall(before), WORD.findall(after)
    parts = [part for step in _steps(old, new) for part in _of_step(step, old, new)]
    return [part for part in parts if part.words]


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
    return SequenceMatcher(str.isspace, old, new, autojunk=len(new) > MANY).get_opcodes()


def _of_step(step: Step, old: list[str], new: list[str]) -> Iterator[Part]:
    kind, i, j, k, n = step
    if kind == "equal":
        yield Part(SAME, "".join(old[i:j]))
        return
    yield Part(GONE, "".join(old[i:j]))
    yield Part(NEW, "".join(new[k:n]))
