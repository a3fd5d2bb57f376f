"""Which domain a text is about, how sure that is, and which words say so."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from confapp.questions.suggesting.experience import features
from confapp.questions.suggesting.model import GENERAL, OUTSIDE, Model
from confapp.questions.suggesting.syllables import Syllable, cut

MOST_WORDS = 4
# Each further phrase for a domain says less than the one before it.
FADING = 0.65
# A phrase of this weight names a domain. A question that names one belongs to it, however much
# procedure it asks about; one that names three or more asks about what they have in common.
NAMES_A_DOMAIN = 3.0
GENERAL_ALONE, GENERAL_BESIDE = 0.8, 0.45
OUTSIDE_BESIDE = 0.6
SEVERAL, FOR_SEVERAL = 3, 3.0
# Earlier questions can tip the balance, not overturn what a text names.
LEARNED, MOST_LEARNED = 0.5, 1.5
LEAST_EVIDENCE = 1.0
LEAST_LEAD = 0.1


@dataclass(frozen=True)
class Suggestion:
    """Domains with their scores, the best first; `words` are as typed; unsure is no suggestion."""

    domains: list[tuple[str, float]]
    words: list[str]
    is_unsure: bool

    @property
    def domain(self) -> str | None:
        """The code of the suggested domain, unless it is unsure."""
        return None if self.is_unsure else self.domains[0][0]

    @property
    def lead(self) -> float:
        """How far the best is ahead of the next."""
        scores = [score for _domain, score in self.domains]
        return scores[0] - scores[1] if len(scores) > 1 else scores[0]


@dataclass(frozen=True)
class Evidence:
    """What the words at one place say for each domain."""

    start: int
    end: int
    weights: dict[str, float]


def suggest(text: str, *, of: Model) -> Suggestion:
    """The domains that the text may be about; unsure when too little speaks for the best."""
    text = cut(text)
    typed, domains = of.read(text), of.domains
    phrases, learned = _phrases(typed, of), list(_learned(typed, of, domains))
    scores = _scores(domains, phrases, learned)
    ranked = sorted(set(domains) - {OUTSIDE}, key=lambda domain: (-scores[domain], domain))
    best, outside = scores[ranked[0]], scores[OUTSIDE]
    return Suggestion(
        domains=[(domain, round(scores[domain], 2)) for domain in ranked],
        words=_words(text, OUTSIDE if outside > best else ranked[0], phrases, learned),
        is_unsure=best < LEAST_EVIDENCE or best - outside < LEAST_LEAD,
    )


def _phrases(typed: list[Syllable], of: Model) -> list[Evidence]:
    """The phrases of the lexicon in the text, each once."""
    first = {found.key: found for found in reversed(list(of.lexicon.find(typed)))}
    return [Evidence(found.start, found.end, found.weights) for found in first.values()]


def _learned(typed: list[Syllable], of: Model, domains: list[str]) -> Iterator[Evidence]:
    for feature in features(typed):
        leaning = of.experience.leaning(feature.words, domains)
        if leaning:
            yield Evidence(feature.start, feature.end, leaning)


def _scores(
    domains: list[str], phrases: list[Evidence], learned: list[Evidence]
) -> dict[str, float]:
    known = {domain: _together(domain, phrases) for domain in domains}
    named = _named(phrases)
    known[GENERAL] = _general(known.get(GENERAL, 0.0), named)
    known[OUTSIDE] *= OUTSIDE_BESIDE if named else 1.0
    return {domain: known[domain] + _leaning(domain, learned) for domain in domains}


def _together(domain: str, phrases: list[Evidence]) -> float:
    weights = sorted((one.weights.get(domain, 0.0) for one in phrases), reverse=True)
    return sum(weight * FADING**number for number, weight in enumerate(weights))


def _leaning(domain: str, learned: list[Evidence]) -> float:
    leaning = sum(one.weights[domain] for one in learned) / math.sqrt(len(learned) or 1)
    return max(-MOST_LEARNED, min(MOST_LEARNED, LEARNED * leaning))


def _named(phrases: list[Evidence]) -> set[str]:
    """The domains that the text names."""
    named = {d for one in phrases for d, weight in one.weights.items() if weight >= NAMES_A_DOMAIN}
    return named - {GENERAL, OUTSIDE}


def _general(known: float, named: set[str]) -> float:
    if len(named) >= SEVERAL:
        return known + FOR_SEVERAL
    return known * (GENERAL_BESIDE if named else GENERAL_ALONE)


def _words(text: str, domain: str, phrases: list[Evidence], learned: list[Evidence]) -> list[str]:
    """The words that said most for the domain, as they were typed."""
    telling = [one for one in phrases if one.weights.get(domain)]
    telling = telling or [one for one in learned if one.weights[domain] > 0]
    telling.sort(key=lambda one: (-one.weights[domain], one.start - one.end))
    apart: list[Evidence] = []
    for one in telling:
        if not any(other.start < one.end and one.start < other.end for other in apart):
            apart.append(one)
    words = [" ".join(text[one.start : one.end].split()) for one in apart]
    return list({word.casefold(): word for word in reversed(words)}.values())[::-1][:MOST_WORDS]
