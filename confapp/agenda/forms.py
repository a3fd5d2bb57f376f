"""The forms with which the programme is edited."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from confapp.agenda import editing, kinds, moving
from confapp.agenda.models import AgendaItem, AgendaSession, Room
from confapp.agenda.programme import Span
from confapp.clock import in_vietnam, vietnam_time
from confapp.events.models import Department, Domain
from confapp.forms import Form, OnceForm, line_field, needed
from confapp.i18n import local

SPEAKERS, MOST_SPEAKERS = 3, 12
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


class SpeakerForm(Form):
    """Who presents: a person with a post, or a unit alone."""

    name = line_field(_l("Full name"), longest=100, validators=[Optional()])
    post_vi = line_field(_l("Position or unit (Vietnamese)"), longest=200)
    post_en = line_field(_l("Position or unit (English)"), longest=200, validators=[Optional()])

    def validate_post_vi(self, field: StringField) -> None:
        if not field.data and (self.name.data or self.post_en.data):
            raise ValidationError(_l("Please enter the position or the unit."))


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
        sentence = editing.nonsense(self.span(day))
        if sentence:
            self.ends.errors = [sentence]
        return not sentence


class ItemForm(SpanForm):
    """One item: when, what, where and by whom."""

    title_vi = line_field(
        _l("Title (Vietnamese)"), longest=300, validators=[needed(_l("Please enter the title."))]
    )
    title_en = line_field(_l("Title (English)"), longest=300, validators=[Optional()])
    kind = SelectField(
        _l("Kind"),
        choices=[SelectChoice(kind, name) for kind, name in kinds.NAMES.items()],
        default="briefing",
        validators=[needed(_l("Please choose a kind.")), from_the_list],
        validate_choice=False,
    )
    domain = SelectField(
        _l("Domain"), validators=[Optional(), from_the_list], validate_choice=False
    )
    department = SelectField(
        _l("Unit in charge"), validators=[Optional(), from_the_list], validate_choice=False
    )
    room = SelectField(_l("Room"), validators=[Optional(), from_the_list], validate_choice=False)
    speakers = FieldList(FormField(SpeakerForm), min_entries=SPEAKERS, max_entries=MOST_SPEAKERS)
    following = SelectField(
        _l("The items after it"),
        choices=[SelectChoice(value, words) for value, words in FOLLOWING.items()],
        default=moving.PUSH,
        filters=[lambda chosen: chosen or moving.PUSH],
        validators=[from_the_list],
        validate_choice=False,
    )
    seen = HiddenField()

    session: AgendaSession
    item: AgendaItem | None

    def __iter__(self) -> Iterator[Field]:
        """Every single field, the speakers' too, so that the summary can lead to each."""
        for field in super().__iter__():
            if field is self.speakers:
                yield from (one for row in field for one in row)
            else:
                yield field

    def concern(
        self, session: AgendaSession, rooms: Sequence[Room], item: AgendaItem | None = None
    ) -> None:
        """Say which session this is in, and which item is changed, if it is not a new one."""
        self.session, self.item = session, item
        self.domain.choices = _choices(session.event.domains)
        self.department.choices = _choices(session.event.departments)
        known = [SelectChoice(str(room.id), local(room.name)) for room in rooms]
        self.room.choices = [SelectChoice("", _("-- Choose --")), *known]

    @property
    def day(self) -> date:
        return in_vietnam(self.session.starts_at).date()

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self.refuse_nonsense(self.day)


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
    """A session: its name and its times."""

    title_vi = line_field(
        _l("Title (Vietnamese)"), longest=200, validators=[needed(_l("Please enter the title."))]
    )
    title_en = line_field(_l("Title (English)"), longest=200, validators=[Optional()])


class PublicationForm(Form):
    """Publishing the draft."""

    note = line_field(_l("Note for readers"), longest=500, validators=[Optional()])
    is_told = BooleanField(_l("Write to everybody whom the changes concern"), default=True)


def _choices(bodies: Sequence[Domain | Department]) -> list[SelectChoice]:
    known = [SelectChoice(body.code, local(body.name)) for body in bodies]
    return [SelectChoice("", _("-- Choose --")), *known]


def _moment(day: date, field: TimeField) -> datetime:
    assert field.data is not None  # noqa: S101 – the field is needed
    return vietnam_time(datetime.combine(day, field.data))
