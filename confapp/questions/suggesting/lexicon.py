"""The words that speak for a domain, as the organisers keep them in a file."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from confapp.questions.suggesting.syllables import Form, Syllable, forms, has_marks

# Without its marks one syllable may be many words: đo, do and độ; đất, đặt and đạt.
BARE_SYLLABLE = 0.3
# The same letters under other marks are another word, or a slip of the pen in a longer phrase.
SLIP_OF_THE_PEN, LONG_PHRASE = 0.8, 3


@dataclass(frozen=True)
class Entry:
    """A phrase, and how much it says for each domain."""

    phrase: tuple[Form, ...]
    weights: dict[str, float]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(form.plain for form in self.phrase)

    def trust(self, typed: tuple[Form, ...], *, typed_with_marks: bool) -> float:
        """How far the typed syllables can be taken for this phrase, from 0 to 1."""
        if typed == self.phrase:
            return 1.0
        if not typed_with_marks:
            return BARE_SYLLABLE if len(typed) == 1 else 1.0
        return SLIP_OF_THE_PEN if len(typed) >= LONG_PHRASE else 0.0


@dataclass(frozen=True)
class Found:
    """A phrase of the lexicon in a text: where, and what it says for each domain."""

    start: int
    end: int
    key: tuple[str, ...]
    weights: dict[str, float]


class Lexicon:
    """Finds its phrases in a text; of two, one inside the other, the longer one counts."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            self._entries[entry.key].append(entry)
        self._longest = max((len(entry.phrase) for entry in entries), default=0)
        self.domains = {domain for entry in entries for domain in entry.weights}

    def find(self, typed: list[Syllable]) -> Iterator[Found]:
        with_marks, reached = has_marks(typed), 0
        for at in range(len(typed)):
            for length in range(min(self._longest, len(typed) - at), 0, -1):
                found = self._at(typed[at : at + length], typed_with_marks=with_marks)
                if found and at + length > reached:
                    reached = at + length
                    yield found
                if found:
                    break

    def _at(self, span: list[Syllable], *, typed_with_marks: bool) -> Found | None:
        key = tuple(one.form.plain for one in span)
        if key not in self._entries:
            return None
        seen = tuple(one.form for one in span)
        trusted = [
            (entry, entry.trust(seen, typed_with_marks=typed_with_marks))
            for entry in self._entries[key]
        ]
        if not any(trust for _entry, trust in trusted):
            return None
        weights: dict[str, float] = {}
        for entry, trust in trusted:
            for domain, weight in entry.weights.items():
                weights[domain] = max(weights.get(domain, 0.0), weight * trust)
        return Found(span[0].start, span[-1].end, key, weights)


def read(path: Path) -> Lexicon:
    """The lexicon of a file with the columns `domain`, `weight` and `phrase`."""
    weights: dict[tuple[Form, ...], dict[str, float]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, dialect="excel-tab"):
            weights[forms(row["phrase"])][row["domain"]] = float(row["weight"])
    return Lexicon([Entry(phrase, of) for phrase, of in weights.items() if phrase])
