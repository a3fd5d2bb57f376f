"""Publishing many approved answers at once: all of them, or none and a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, approving
from confapp.questions.models import Question


@dataclass(frozen=True)
class Finding:
    """What keeps one answer from being published; nothing if it could be."""

    number: int
    reference: str
    sentence: str


class NotPublished(Refusal):
    """At least one answer cannot be published, so none was."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(_("Nothing has been published."))
        self.findings = findings


def publish_all(questions: Sequence[Question], *, by: User, at: datetime) -> None:
    """Publish the newest answer of each question, and let who asked be told.

    Raises `NotPublished` with a finding for each of them if one cannot be; the caller's unit of
    work must then come to nothing.
    """
    in_order = sorted(questions, key=lambda one: one.id)
    findings = [_publish(question, by=by, at=at) for question in in_order]
    if any(finding.sentence for finding in findings):
        raise NotPublished(findings)


def _publish(question: Question, *, by: User, at: datetime) -> Finding:
    acts.alone(question)
    sentence = ""
    try:
        _publish_one(question, by=by, at=at)
    except Refusal as refusal:
        sentence = str(refusal.sentence)
    return Finding(question.number, question.reference, sentence)


def _publish_one(question: Question, *, by: User, at: datetime) -> None:
    if question.answer is None:
        raise Refusal(_("Only an approved answer can be published."))
    approving.publish(question.answer, by=by, at=at)
