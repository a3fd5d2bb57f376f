"""What earlier questions teach: how much each word and pair of words leans to a domain."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from confapp.questions.suggesting.syllables import Syllable

SMOOTHING = 0.5
# A word seen in so many questions is believed by half.
HALF_BELIEVED = 6.0
# What one word can say at most, in natural logarithms of odds.
MOST = 2.0


@dataclass(frozen=True)
class Feature:
    """A word or a pair of words without marks, and where it stands in the text."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass
class Experience:
    """In how many questions of each domain each feature was; grows by one question at a time."""

    questions: Counter[str] = field(default_factory=Counter)
    seen: dict[tuple[str, ...], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, domain: str, typed: list[Syllable]) -> None:
        self.questions[domain] += 1
        for words in {feature.words for feature in features(typed)}:
            self.seen[words][domain] += 1

    def leaning(self, words: tuple[str, ...], domains: list[str]) -> dict[str, float]:
        """How much more often than elsewhere the feature stands in questions of each domain."""
        counts = self.seen.get(words)
        if counts is None:
            return {}
        often = sum(counts[domain] for domain in domains)
        total = sum(self.questions[domain] for domain in domains)
        belief = often / (often + HALF_BELIEVED)
        return {
            domain: belief * _log_odds(counts[domain], self.questions[domain], often, total)
            for domain in domains
        }

    def copy(self) -> "Experience":
        seen = {words: Counter(counts) for words, counts in self.seen.items()}
        return Experience(Counter(self.questions), defaultdict(Counter, seen))


def features(typed: list[Syllable]) -> list[Feature]:
    """Words of letters, and pairs of them that stand side by side."""
    words = [one for one in typed if not one.form.plain.isdigit() and len(one.form.plain) > 1]
    single = [Feature((one.form.plain,), one.start, one.end) for one in words]
    pairs = [
        Feature((one.form.plain, other.form.plain), one.start, other.end)
        for one, other in pairwise(words)
    ]
    return single + pairs


def _log_odds(here: int, questions_here: int, everywhere: int, questions: int) -> float:
    elsewhere, questions_elsewhere = everywhere - here, questions - questions_here
    share_here = (here + SMOOTHING) / (questions_here + 2 * SMOOTHING)
    share_elsewhere = (elsewhere + SMOOTHING) / (questions_elsewhere + 2 * SMOOTHING)
    return max(-MOST, min(MOST, math.log(share_here / share_elsewhere)))
