"""The forms with which the programme is edited."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    TimeField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from confapp.agenda import moving
from confapp.agenda.nonsense import nonsense
from confapp.agenda.programme import Span
from confapp.clock import vietnam_time
from confapp.forms import DayField, Form, OnceForm, line_field, needed

A_DAY = 24 * 60
FOLLOWING = {
    moving.FOLLOW: _l("all move along and keep their gaps"),
    moving.PUSH: _l("move only where they are in the way"),
    moving.STAY: _l("stay where they are"),
}


class ClockField(TimeField):
    """A time of the day, typed as 08:30."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("The time is not valid. Example: 08:30")) from None


def from_the_list(form: Form, field: SelectField) -> None:
    """Checks that what was chosen had been offered."""
    if field.data not in {choice.value for choice in field.choices}:
        raise ValidationError(_l("Please choose from the list."))


class SpanForm(Form):
    """From when to when, on one day."""

    starts = ClockField(_l("Start time"), validators=[needed(_l("Please enter the start time."))])
    ends = ClockField(_l("End time"), validators=[needed(_l("Please enter the end time."))])

    def span(self, day: date) -> Span:
        return Span(_moment(day, self.starts), _moment(day, self.ends))

    def refuse_nonsense(self, day: date) -> bool:
        """Whether the times can be; if not, the sentence stands at the end time."""
        if self.starts.errors or self.ends.errors:
            return False
        sentence = nonsense(self.span(day))
        if sentence:
            self.ends.errors = [sentence]
        return not sentence


class MoveForm(Form):
    """A move in the list: by so many minutes, or to another place."""

    minutes = IntegerField(validators=[Optional(), NumberRange(-A_DAY, A_DAY)])
    stretch = BooleanField()
    index = IntegerField(validators=[Optional()])
    session = IntegerField(validators=[Optional()])
    following = SelectField(
        _l("When an item moves, those after it"),
        choices=[SelectChoice(value, words) for value, words in FOLLOWING.items()],
        default=moving.PUSH,
        validate_choice=False,
    )


class TakeBackForm(Form):
    """Taking the last act back, on a page that showed this version."""

    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])


class DayForm(OnceForm, TakeBackForm):
    """A button of the running day."""

    minutes = IntegerField(validators=[Optional()])


class SessionForm(SpanForm):
    """A session: its name and when it is."""

    day = DayField(_l("Day"), validators=[needed(_l("Please enter the day."))])
    title_vi = line_field(
        _l("Title (Vietnamese)"), longest=200, validators=[needed(_l("Please enter the title."))]
    )
    title_en = line_field(_l("Title (English)"), longest=200, validators=[Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        return is_valid and self.refuse_nonsense(self.day.data)


class PublicationForm(Form):
    """Publishing the draft."""

    note = line_field(_l("Note for readers"), longest=500, validators=[Optional()])
    is_told = BooleanField(_l("Write to everybody whom the changes concern"), default=True)


def _moment(day: date, field: TimeField) -> datetime:
    assert field.data is not None  # noqa: S101 – the field is needed
    return vietnam_time(datetime.combine(day, field.data))
