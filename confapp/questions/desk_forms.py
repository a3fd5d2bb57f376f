"""The forms of a desk: giving a question back, and asking its asker back."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.events.models import Department
from confapp.forms import Form, needed
from confapp.i18n import local
from confapp.questions.forms import words_field
from confapp.questions.models import Question
from confapp.questions.owning import ANOTHER_DEPARTMENT, REASONS


class GiveBackForm(Form):
    """Why a department does not take a question, and which one should."""

    reason_code = RadioField(
        _l("Reason"),
        choices=[SelectChoice(code, words) for code, words in REASONS.items()],
        validate_choice=False,
        validators=[needed(_l("Please choose a reason."))],
    )
    named = SelectField(_l("Accountable department"), validate_choice=False)
    reason = words_field(_l("Explanation"), missing=_l("Please explain the reason."))

    def offer(self, question: Question) -> None:
        """Fill in the departments that can be named: all but the question's own."""
        others = [one for one in question.event.departments if one is not question.department]
        self._others = {one.code: one for one in others}
        self.named.choices = [
            SelectChoice("", _l("-- Choose --")),
            *(SelectChoice(code, local(one.name)) for code, one in self._others.items()),
        ]

    @property
    def named_department(self) -> Department | None:
        return self._others.get(self.named.data or "")

    def validate_reason_code(self, field: Field) -> None:
        if field.data not in REASONS:
            raise ValidationError(_l("Please choose a reason."))

    def validate_named(self, field: Field) -> None:
        if self.reason_code.data == ANOTHER_DEPARTMENT and self.named_department is None:
            raise ValidationError(_l("Please name the department that is accountable."))


class AskBackForm(Form):
    """What is missing from a question."""

    message = words_field(
        _l("What the asker should add"), missing=_l("Please say what the asker should add.")
    )
