"""Published answers that may serve who answers a similar question, or cite the same provision."""

from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from confapp.questions.finding import matching
from confapp.questions.models import Answer, Citation, Publication, Question, Retraction
from confapp.vietnamese import fold

MOST = 5
# A pair of syllables is about a word of Vietnamese; fewer than four in common say nothing.
LEAST_IN_COMMON = 4
MOST_PAIRS = 40
SAME_PROVISION = 5
# What any question says, whatever it is about.
EMPTY = frozenset(
    fold(
        "xin hỏi đề nghị hay không có được như thế nào và thực hiện quy định theo trong khi "
        "hướng dẫn cách phối hợp địa phương bàn trên tỉnh xã cấp sở bộ của các những một với cho"
    ).split()
)


def like(question: Question, *, words: str = "") -> sa.Select[Answer]:
    """The five that are nearest, the nearest first; `words` are looked for in place of its own."""
    in_common = _in_common(pairs_of(question.text))
    score = in_common + sa.case((_cites_the_same(question), SAME_PROVISION), else_=0)
    return (
        sa.select(Answer)
        .join(Publication, Publication.answer_id == Answer.id)
        .join(Question, Question.id == Answer.question_id)
        .options(joinedload(Answer.question))
        .where(Question.event_id == question.event_id, Question.id != question.id)
        .where(_is_the_newest(), Answer.id.not_in(sa.select(Retraction.answer_id)))
        .where(matching(words) if words else score >= LEAST_IN_COMMON)
        .order_by(score.desc(), Publication.at.desc())
        .limit(MOST)
    )


def pairs_of(text: str) -> list[str]:
    """The pairs of syllables next to each other, without marks and without what says nothing."""
    syllables = ["".join(c for c in one if c.isalnum()) for one in fold(text).split()]
    pairs = pairwise(syllables)
    telling = (f"{a} {b}" for a, b in pairs if a and b and not {a, b} <= EMPTY)
    return list(dict.fromkeys(telling))[:MOST_PAIRS]


def _in_common(pairs: list[str]) -> sa.ColumnElement[int]:
    found = (Question.searchable.contains(pair, autoescape=True) for pair in pairs)
    score: sa.ColumnElement[int] = sa.literal(0)
    for one in found:
        score = score + sa.case((one, 1), else_=0)
    return score


def _cites_the_same(question: Question) -> sa.ColumnElement[bool]:
    """Whether the answer cites an article that the draft cites too."""
    cited = [(one.decree_id, one.article) for one in _citations(question)]
    if not cited:
        return sa.false()
    same = sa.tuple_(Citation.decree_id, Citation.article).in_(cited)
    return sa.select(Citation.id).where(Citation.answer_id == Answer.id, same).exists()


def _citations(question: Question) -> list[Citation]:
    return question.answer.citations if question.answer else []


def _is_the_newest() -> sa.ColumnElement[bool]:
    later = sa.select(sa.func.max(Publication.version)).where(
        Publication.question_id == Question.id
    )
    return Publication.version == later.correlate(Question).scalar_subquery()
