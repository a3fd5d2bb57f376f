"""The forms of acts on several questions."""

from collections.abc import Sequence
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.events.models import Department, Domain, Event
from confapp.forms import Form, needed
from confapp.i18n import local
from confapp.questions.ending import ANSWERED_ALREADY
from confapp.questions.forms import words_field
from confapp.questions.models import Question
from confapp.questions.triage.forms import reason_choices
from confapp.questions.triage.possible import Act

AS_SUGGESTED = "suggested"


class SeveralForm(Form):
    """What an act on several questions needs to know."""

    act: ClassVar[Act]

    def about(self, event: Event, chosen: Sequence[Question]) -> None:
        """Fill in what can be chosen."""


class AcceptAllForm(SeveralForm):
    """In which domain: for each the one that its words suggest, or one for all."""

    act = Act.ACCEPT
    domain = RadioField(_l("Domain"), choices=[], default=AS_SUGGESTED, validate_choice=False)

    def about(self, event: Event, chosen: Sequence[Question]) -> None:
        self._domains = {one.code: one for one in event.domains}
        self.domain.choices = [
            SelectChoice(AS_SUGGESTED, _l("For each the suggested one")),
            *(SelectChoice(code, local(one.name)) for code, one in self._domains.items()),
        ]

    def validate_domain(self, field: Field) -> None:
        if field.data != AS_SUGGESTED and field.data not in self._domains:
            raise ValidationError(_l("Please choose a domain from the list."))

    @property
    def chosen(self) -> Domain | None:
        """One domain for all; nothing when each goes where its words suggest."""
        return self._domains.get(self.domain.data)


class OfferAllForm(SeveralForm):
    """To which department: for each the suggested one, or one for all."""

    act = Act.OFFER
    department = SelectField(
        _l("Department"), choices=[], default=AS_SUGGESTED, validate_choice=False
    )

    def about(self, event: Event, chosen: Sequence[Question]) -> None:
        self._departments = {one.code: one for one in event.departments}
        self.department.choices = [
            SelectChoice(AS_SUGGESTED, _l("For each the suggested one")),
            *(SelectChoice(code, local(one.name)) for code, one in self._departments.items()),
        ]

    def validate_department(self, field: Field) -> None:
        if field.data != AS_SUGGESTED and field.data not in self._departments:
            raise ValidationError(_l("Please choose a department."))

    @property
    def chosen(self) -> Department | None:
        return self._departments.get(self.department.data)


class DeclineAllForm(SeveralForm):
    """Why they are declined; each asker reads it."""

    act = Act.DECLINE
    code = RadioField(
        _l("Kind of reason"),
        choices=[],
        validate_choice=False,
        validators=[needed(_l("Please choose a reason."))],
    )
    reason = words_field(_l("Reason for the asker"), missing=_l("Please say why, for the asker."))

    def about(self, event: Event, chosen: Sequence[Question]) -> None:
        # Which answer a question has already is named for each by itself.
        self.code.choices = [one for one in reason_choices() if one.value != ANSWERED_ALREADY]

    def validate_code(self, field: Field) -> None:
        if field.data not in {choice.value for choice in self.code.choices or []}:
            raise ValidationError(_l("Please choose a reason."))


class MergeAllForm(SeveralForm):
    """Which of them stands for the others, and why."""

    act = Act.MERGE
    target = RadioField(_l("Which one stands for all"), choices=[], validate_choice=False)
    reason = words_field(
        _l("Reason"), missing=_l("Please say why."), default=_l("Both ask the same thing.")
    )

    def about(self, event: Event, chosen: Sequence[Question]) -> None:
        self._chosen = {str(one.number): one for one in chosen}
        self.target.choices = [
            SelectChoice(number, one.reference) for number, one in self._chosen.items()
        ]

    def validate_target(self, field: Field) -> None:
        if len(self._chosen) < 2:
            raise ValidationError(_l("Please choose at least two questions."))
        if field.data not in self._chosen:
            raise ValidationError(_l("Please choose the one that stands for all."))

    @property
    def one(self) -> Question:
        return self._chosen[self.target.data]


FORMS: dict[Act, type[SeveralForm]] = {
    form.act: form for form in (AcceptAllForm, OfferAllForm, DeclineAllForm, MergeAllForm)
}
