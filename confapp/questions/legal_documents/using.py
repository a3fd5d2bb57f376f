"""Which questions and answers name a legal document."""

import re

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Event, LegalDocument
from confapp.questions.models import (
    Answer,
    Approval,
    Citation,
    Publication,
    Question,
    Reference,
    Submission,
)


def citing(event: Event) -> dict[int, int]:
    """How many questions have an answer, if only a draft, that cites each document."""
    counted = (
        sa.select(Citation.decree_id, sa.func.count(Answer.question_id.distinct()))
        .join(Answer, Answer.id == Citation.answer_id)
        .join(LegalDocument, LegalDocument.id == Citation.decree_id)
        .where(LegalDocument.event_id == event.id)
        .group_by(Citation.decree_id)
    )
    return dict(db.session.execute(counted).all())


def is_cited(document: LegalDocument) -> bool:
    cited = sa.select(Citation.id).filter_by(decree_id=document.id).limit(1)
    return db.session.scalar(cited) is not None


def is_asked_about(document: LegalDocument) -> bool:
    """Whether an asker has named it; what was typed is theirs, so only its number tells."""
    typed = (
        sa.select(Reference.document)
        .join(Question, Question.id == Reference.question_id)
        .where(Question.event_id == document.event_id)
        .where(Reference.document.contains(document.number, autoescape=True))
        .distinct()
    )
    # 12/2025/NĐ-CP is not meant by 112/2025/NĐ-CP.
    number = re.compile(rf"(?<![\d.]){re.escape(document.number)}(?!-?\w)")
    return any(number.search(words) for words in db.session.scalars(typed))


def is_stood_for(document: LegalDocument) -> bool:
    """Whether an answer cites it whose words stay as they are: a head approved it, or it is public.

    What was retracted counts as well: its text is kept.
    """
    is_public = sa.select(Publication).where(Publication.answer_id == Citation.answer_id).exists()
    is_approved = (
        sa.select(Submission)
        .join(Approval, Approval.submission_id == Submission.id)
        .where(Submission.answer_id == Citation.answer_id, Submission.ended_at.is_(None))
        .exists()
    )
    cited = sa.select(Citation.id).where(
        Citation.decree_id == document.id, sa.or_(is_public, is_approved)
    )
    return db.session.scalar(cited.limit(1)) is not None
