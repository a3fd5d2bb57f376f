"""The forms of acts that name departments: where a question goes, and which others assist."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from confapp.agenda.documents.forms import MomentField
from confapp.clock import VIETNAM, now, vietnam_time
from confapp.events.models import Department
from confapp.forms import Form
from confapp.i18n import local
from confapp.questions.forms import question_field, words_field
from confapp.questions.models import Question
from confapp.questions.triage.forms import ActForm
from confapp.questions.triage.possible import Act
from confapp.questions.triage.waiting import named_department

LAST_YEAR = 2100


def due_field() -> MomentField:
    return MomentField(_l("Answer due"), tz=VIETNAM, validators=[Optional(), lies_ahead])


def lies_ahead(_form: Form, field: MomentField) -> None:
    # Years that no calendar in use has cannot be turned into a moment.
    is_ahead = field.data is None or (
        field.data.year >= now().year and vietnam_time(field.data) > now()
    )
    if not is_ahead or (field.data and field.data.year > LAST_YEAR):
        raise ValidationError(_l("The due time has to lie ahead."))


class DepartmentForm(ActForm):
    """One department that leads, and when the answer is due."""

    department = SelectField(_l("Department"), choices=[], validate_choice=False)
    due_at = due_field()

    def about(self, question: Question) -> None:
        event = question.event
        self._departments = {one.code: one for one in event.departments}
        near = [named_department(question), *question.domain.departments, *event.departments]
        ordered = dict.fromkeys(one for one in near if one is not None)
        choices = [SelectChoice(one.code, local(one.name)) for one in ordered]
        self.department.choices = [SelectChoice("", _l("Please choose")), *choices]

    def validate_department(self, field: Field) -> None:
        if field.data not in self._departments:
            raise ValidationError(_l("Please choose a department."))

    @property
    def chosen(self) -> Department:
        return self._departments[self.department.data]

    @property
    def due(self) -> datetime | None:
        return vietnam_time(self.due_at.data) if self.due_at.data else None


class OfferForm(DepartmentForm):
    """To which department a question goes, and which others assist it."""

    act = Act.OFFER
    assisting = SelectMultipleField(
        _l("Assisting departments"),
        choices=[],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def about(self, question: Question) -> None:
        super().about(question)
        named = self._departments.values()
        self.assisting.choices = [SelectChoice(one.code, local(one.name)) for one in named]

    def validate_assisting(self, field: Field) -> None:
        codes = field.data or []
        if any(code not in self._departments for code in codes):
            raise ValidationError(_l("Please choose from the list."))
        if self.department.data in codes:
            raise ValidationError(_l("The department that leads does not assist itself as well."))

    @property
    def helpers(self) -> list[Department]:
        return [self._departments[code] for code in self.assisting.data or []]


class MoveForm(DepartmentForm):
    """To which other department an owned question goes, and why."""

    act = Act.MOVE
    reason = words_field(_l("Reason"), missing=_l("Please say why."))

    def about(self, question: Question) -> None:
        super().about(question)
        here = question.department.code if question.department else ""
        self.department.choices = [
            one for one in self.department.choices or [] if one.value != here
        ]


class SplitForm(ActForm):
    """The two questions that one turns out to be, each with its department."""

    act = Act.SPLIT
    text = question_field(_l("First question"))
    department = SelectField(_l("Department of the first"), choices=[], validate_choice=False)
    other_text = question_field(_l("Second question"))
    other_department = SelectField(
        _l("Department of the second"), choices=[], validate_choice=False
    )

    def about(self, question: Question) -> None:
        self._departments = {one.code: one for one in question.event.departments}
        choices = [SelectChoice(one.code, local(one.name)) for one in self._departments.values()]
        for field in (self.department, self.other_department):
            field.choices = [SelectChoice("", _l("Please choose")), *choices]
        if question.department and self.department.data is None:
            self.department.data = question.department.code
        if self.text.data is None:
            self.text.data = question.text

    def validate_department(self, field: Field) -> None:
        self._refuse_unknown(field)

    def validate_other_department(self, field: Field) -> None:
        self._refuse_unknown(field)

    def _refuse_unknown(self, field: Field) -> None:
        if field.data not in self._departments:
            raise ValidationError(_l("Please choose a department."))

    @property
    def first(self) -> Department:
        return self._departments[self.department.data]

    @property
    def second(self) -> Department:
        return self._departments[self.other_department.data]
