"""The forms of who asks, and the reasons that others give."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SubmitField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from confapp.events.models import Domain, Event
from confapp.forms import Form, OnceForm, at_most, needed
from confapp.i18n import local
from confapp.questions.asking import LONGEST, SHORTEST

YES, NO = "yes", "no"
NOT_SURE = "not_sure"


def counted(typed: str | None) -> int:
    """How often a draft had been saved, as a page remembers it; what makes no sense is stale."""
    number = typed or ""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1


def trimmed(text: str | None) -> str | None:
    """The text without blank space around it."""
    return text.strip() if text else text


class QuestionForm(OnceForm):
    """What a delegate asks."""

    text = TextAreaField(
        _l("Question"),
        filters=[trimmed],
        validators=[
            needed(_l("Please write the question.")),
            Length(
                min=SHORTEST,
                message=_l("At least %(letters)s characters, please.", letters=SHORTEST),
            ),
            at_most(LONGEST),
        ],
    )
    domain = RadioField(
        _l("Domain"),
        choices=[],
        default=NOT_SURE,
        validate_choice=False,
        validators=[needed(_l("Please choose a domain."))],
    )
    shows_name = RadioField(
        _l("Show my name"),
        choices=[
            SelectChoice(NO, _l("No, show the province only")),
            SelectChoice(YES, _l("Yes, show my name")),
        ],
        default=NO,
        validate_choice=False,
    )

    def offer(self, event: Event) -> None:
        """Fill in the domains of the event."""
        self._domains = {domain.code: domain for domain in event.domains}
        named = [SelectChoice(d.code, local(d.name)) for d in self._domains.values()]
        self.domain.choices = [*named, SelectChoice(NOT_SURE, _l("Not sure"))]

    def validate_domain(self, field: Field) -> None:
        if field.data not in self._domains and field.data != NOT_SURE:
            raise ValidationError(_l("Please choose a domain from the list."))

    @property
    def chosen_domain(self) -> Domain | None:
        """The domain that the asker named; nothing when the words are to say it."""
        return self._domains.get(self.domain.data)


class ReasonForm(Form):
    """Why a published answer is corrected or retracted, or an approved one taken back."""

    reason = TextAreaField(
        _l("Reason"),
        filters=[trimmed],
        validators=[
            needed(_l("Please say why.")),
            Length(
                min=SHORTEST,
                message=_l("At least %(letters)s characters, please.", letters=SHORTEST),
            ),
            at_most(1000),
        ],
    )


class ReadingForm(Form):
    """What the legal reviewer found: nothing, or a remark for who writes."""

    saves = HiddenField(default="0")
    remark = TextAreaField(
        _l("Remark for the department"), filters=[trimmed], validators=[Optional(), at_most(2000)]
    )
    send_back = SubmitField()

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if self.send_back.data and len(self.remark.data or "") < SHORTEST:
            self.remark.errors.append(
                _l("At least %(letters)s characters, please.", letters=SHORTEST)
            )
        return is_valid and not self.errors

    @property
    def saves_seen(self) -> int:
        return counted(self.saves.data)


class ReturnForm(Form):
    """Why the head sends an answer back."""

    reason = TextAreaField(
        _l("What is to be changed"),
        filters=[trimmed],
        validators=[needed(_l("Please say what is to be changed.")), at_most(1000)],
    )
