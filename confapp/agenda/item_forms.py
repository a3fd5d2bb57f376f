"""The forms of an item and of a speaker."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, SelectField, StringField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.agenda import kinds, moving, speaking
from confapp.agenda.forms import FOLLOWING, SpanForm, from_the_list
from confapp.agenda.models import AgendaItem, AgendaSession, Room, Speaker
from confapp.clock import in_vietnam
from confapp.database import Words
from confapp.events.models import Department, Domain
from confapp.forms import Form, line_field, needed
from confapp.i18n import local

SPEAKERS, MOST_SPEAKERS = 3, 12


class SpeakerForm(Form):
    """Who presents: a person with a post, or a unit alone."""

    name = line_field(_l("Full name"), longest=100, validators=[Optional()])
    post_vi = line_field(_l("Position or unit (Vietnamese)"), longest=200)
    post_en = line_field(_l("Position or unit (English)"), longest=200, validators=[Optional()])

    def validate_post_vi(self, field: StringField) -> None:
        if not field.data and (self.name.data or self.post_en.data):
            raise ValidationError(_l("Please enter the position or the unit."))


class EditedSpeakerForm(SpeakerForm):
    """A speaker on a page of their own, with the unit that they come from."""

    department = SelectField(
        _l("Unit in charge"), validators=[Optional(), from_the_list], validate_choice=False
    )

    speaker: Speaker

    def concern(self, speaker: Speaker, departments: Sequence[Department]) -> None:
        self.speaker = speaker
        self.department.choices = _choices(departments)

    def validate_post_vi(self, field: StringField) -> None:
        post = Words(field.data or "", self.post_en.data or "")
        if not post.vi:
            raise ValidationError(_l("Please enter the position or the unit."))
        if speaking.is_taken(self.speaker, self.name.data or "", post):
            raise ValidationError(_l("There is a speaker of this name and position already."))


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


def _choices(bodies: Sequence[Domain | Department]) -> list[SelectChoice]:
    known = [SelectChoice(body.code, local(body.name)) for body in bodies]
    return [SelectChoice("", _("-- Choose --")), *known]
