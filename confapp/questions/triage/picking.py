"""Naming another question: one of those that are alike, or by its number or words."""

import re

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SubmitField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.database import db
from confapp.forms import LARGEST_NUMBER, line_field, needed
from confapp.questions import clusters, policy
from confapp.questions.clusters import Behind
from confapp.questions.ending import ANSWERED_ALREADY
from confapp.questions.finding import matching
from confapp.questions.forms import words_field
from confapp.questions.models import Question
from confapp.questions.triage.alike import alike, is_open
from confapp.questions.triage.forms import ActForm, reason_choices
from confapp.questions.triage.possible import Act

MOST_FOUND = 8
LONGEST_LABEL = 160


class PickingForm(ActForm):
    """Names another question of the event; `wanted` says which ones may be named."""

    picked = RadioField(_l("Similar questions"), choices=[], validate_choice=False)
    words = line_field(_l("Another question, by number or words"), longest=200)

    chosen: Question | None
    alike: list[Question]
    offered: list[Question]

    def wanted(self) -> sa.ColumnElement[bool]:
        raise NotImplementedError

    def about(self, question: Question) -> None:
        self.question, self.chosen = question, None
        self.alike = alike(question, self.wanted())
        self._offer(self.alike)

    def validate_picked(self, field: Field) -> None:
        """What is typed counts more than what is ticked."""
        if not self.words.data:
            self.chosen = self._numbered(field.data)

    def validate_words(self, field: Field) -> None:
        if not field.data:
            return
        found = self._found(field.data)
        if not found:
            raise ValidationError(_l("No question that can be named here matches these words."))
        if len(found) > 1 and (again := self._numbered(self.picked.data)) in found:
            self.chosen = again
        elif len(found) > 1:
            self._offer(found)
            raise ValidationError(_l("Several questions match. Please choose one of them above."))
        else:
            self.chosen = found[0]

    def _offer(self, questions: list[Question]) -> None:
        self.offered = questions
        self.picked.choices = [
            SelectChoice(str(one.number), f"{one.reference} · {_shortened(one.text)}")
            for one in questions
        ]

    def _found(self, words: str) -> list[Question]:
        found = self._others().where(matching(words)).order_by(Question.number)
        return list(db.session.scalars(found.limit(MOST_FOUND)))

    def _numbered(self, typed: str | None) -> Question | None:
        if not typed or not re.fullmatch("[0-9]{1,10}", typed) or int(typed) > LARGEST_NUMBER:
            return None
        return db.session.scalars(self._others().where(Question.number == int(typed))).one_or_none()

    def _others(self) -> sa.Select[Question]:
        of_event = sa.select(Question).filter_by(event_id=self.question.event_id)
        return of_event.where(Question.id != self.question.id, self.wanted())


class MergeForm(PickingForm):
    """Which question stands for this one, and why."""

    was_seen = True
    act = Act.MERGE
    look = SubmitField(_l("Look up the question"))
    reason = words_field(
        _l("Reason"), missing=_l("Please say why."), default=_l("Both ask the same thing.")
    )

    def wanted(self) -> sa.ColumnElement[bool]:
        return is_open()

    def validate_picked(self, field: Field) -> None:
        super().validate_picked(field)
        if self.offered:
            self._refuse_none()

    def validate_words(self, field: Field) -> None:
        """What is typed finds a question; it counts once that question was seen and is ticked."""
        super().validate_words(field)
        if not self.offered:
            self._refuse_none()
        if field.data and self.chosen is not None:
            self.was_seen = self.picked.data == str(self.chosen.number)
            self._offer([self.chosen])
            self.picked.data = str(self.chosen.number)

    def _refuse_none(self) -> None:
        if not self.words.data and self.chosen is None:
            raise ValidationError(_l("Please name the question that it is merged into."))

    @property
    def is_confirmed(self) -> bool:
        return self.was_seen and not self.look.data

    @property
    def behind(self) -> dict[int, Behind]:
        """How many are behind each question that is offered."""
        return clusters.counts_behind([one.id for one in self.offered])

    @property
    def target(self) -> Question:
        """The question that stands for this one; only of a valid form."""
        assert self.chosen is not None  # noqa: S101 – the form asks for it
        return self.chosen


class DeclineForm(PickingForm):
    """Why a question is declined; its asker reads both."""

    act = Act.DECLINE
    code = RadioField(
        _l("Kind of reason"),
        choices=[],
        validate_choice=False,
        validators=[needed(_l("Please choose a reason."))],
    )
    reason = words_field(_l("Reason for the asker"), missing=_l("Please say why, for the asker."))

    def wanted(self) -> sa.ColumnElement[bool]:
        return policy.is_published()

    @property
    def names_answer(self) -> bool:
        """Only this reason has an answer to name; the others leave its fields unread."""
        return bool(self.code.data == ANSWERED_ALREADY)

    def about(self, question: Question) -> None:
        super().about(question)
        self.code.choices = reason_choices()

    def validate_code(self, field: Field) -> None:
        if field.data not in {choice.value for choice in reason_choices()}:
            raise ValidationError(_l("Please choose a reason."))

    def validate_picked(self, field: Field) -> None:
        if not self.names_answer:
            return
        super().validate_picked(field)
        if not self.words.data and self.chosen is None:
            raise ValidationError(_l("Please name the question that answers this one."))

    def validate_words(self, field: Field) -> None:
        if self.names_answer:
            super().validate_words(field)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else f"{line[:LONGEST_LABEL].rstrip()} …"
