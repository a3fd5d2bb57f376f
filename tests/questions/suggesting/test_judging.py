"""How well domains are suggested, on questions that are kept apart for judging.

Most were written by who wrote the lexicon too, the others without a look into it; strangers'
questions may be placed a little worse.
"""

import unicodedata
from pathlib import Path

import pytest

from confapp.questions.suggesting import model
from confapp.questions.suggesting.experience import Experience
from confapp.questions.suggesting.model import FOLDER, OUTSIDE, Model, labelled
from confapp.questions.suggesting.weighing import suggest

JUDGED = labelled(Path(__file__).with_name("judged.tsv"))
OURS = [one for one in JUDGED if one[0] != OUTSIDE]
OF_OTHERS = [one for one in JUDGED if one[0] == OUTSIDE]
SAMPLE = labelled(FOLDER / "questions.tsv")[:24]


def bare(text: str) -> str:
    """The text as it is typed without marks."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def share_first(questions: list[tuple[str, str]], of: Model) -> float:
    right = [domain for domain, text in questions if suggest(text, of=of).domain == domain]
    return len(right) / len(questions)


def share_among_three(questions: list[tuple[str, str]], of: Model) -> float:
    ranked = [(domain, suggest(text, of=of).domains[:3]) for domain, text in questions]
    return sum(domain in dict(first) for domain, first in ranked) / len(questions)


@pytest.fixture
def of() -> Model:
    return model.of_domains()


def test_there_is_much_to_judge_by_and_half_is_typed_without_marks() -> None:
    without_marks = [text for _domain, text in OURS if text == bare(text)]

    assert len(OURS) >= 150
    assert len(OF_OTHERS) >= 60
    assert 0.4 < len(without_marks) / len(OURS) < 0.6


@pytest.mark.parametrize("typed", [str, bare], ids=["as typed", "all without marks"])
def test_the_right_domain_comes_first_or_among_three(of, typed) -> None:
    questions = [(domain, typed(text)) for domain, text in OURS]

    assert share_first(questions, of) >= 0.85
    assert share_among_three(questions, of) >= 0.95


@pytest.mark.parametrize("domain", ["tcdlcl", "shtt", "atbxhn", "tsvtd", "bcvt", "chung"])
def test_no_domain_is_bought_with_another(of, domain) -> None:
    assert share_first([one for one in OURS if one[0] == domain], of) >= 0.8


@pytest.mark.parametrize("typed", [str, bare], ids=["as typed", "all without marks"])
def test_it_abstains_from_what_is_the_business_of_others(of, typed) -> None:
    abstained = [text for _domain, text in OF_OTHERS if suggest(typed(text), of=of).is_unsure]

    assert len(abstained) / len(OF_OTHERS) >= 0.8


def test_the_sample_is_placed_right_by_a_model_that_has_not_seen_the_question() -> None:
    found = []
    for left_out in SAMPLE:
        apart = Model(model.of_domains().abbreviations, model.of_domains().lexicon, Experience())
        for domain, text in labelled(FOLDER / "questions.tsv"):
            if text != left_out[1]:
                apart.learn(domain, text)
        found.append(suggest(left_out[1], of=apart).domain == left_out[0])

    assert sum(found) / len(SAMPLE) >= 0.85


def test_judged_questions_have_not_been_learned() -> None:
    learned = {text for _domain, text in labelled(FOLDER / "questions.tsv")}
    known = {bare(text).casefold() for text in learned}

    assert [text for _domain, text in JUDGED if bare(text).casefold() in known] == []


def test_no_phrase_of_the_lexicon_is_half_of_a_judged_question() -> None:
    rows = (FOLDER / "lexicon.tsv").read_text(encoding="utf-8").splitlines()[1:]
    phrases = [bare(row.split("\t")[2]).casefold() for row in rows]
    long = [phrase for phrase in phrases if len(phrase.split()) > 2]
    texts = [bare(text).casefold() for _domain, text in JUDGED]
    quoted = [(p, text) for text in texts for p in long if p in text and 2 * len(p) > len(text)]

    assert len(long) > 100
    assert quoted == []
