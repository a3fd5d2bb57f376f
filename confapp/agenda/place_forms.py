"""The forms of rooms and remote sites."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from confapp.agenda.forms import from_the_list
from confapp.agenda.models import Room, Site
from confapp.agenda.places import is_taken
from confapp.database import Words
from confapp.events.models import Province
from confapp.forms import Form, line_field, needed

LARGEST_ROOM = 100_000


class WholeNumber(IntegerField):
    """A number of people."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Please enter a whole number.")) from None


class NameForm(Form):
    """A name in both languages, which no other of its kind in the event has."""

    name_vi = line_field(
        _l("Name (Vietnamese)"), longest=120, validators=[needed(_l("Please enter the name."))]
    )
    name_en = line_field(_l("Name (English)"), longest=120, validators=[Optional()])

    place: Room | Site

    def validate_name_vi(self, field: StringField) -> None:
        if is_taken(self.place, field.data):
            raise ValidationError(_l("This name is in use already."))

    @property
    def name(self) -> Words:
        return Words(self.name_vi.data or "", self.name_en.data or "")


class RoomForm(NameForm):
    """A room, or a meeting on the network."""

    capacity = WholeNumber(
        _l("Seats"),
        validators=[
            Optional(),
            NumberRange(1, LARGEST_ROOM, message=_l("Please enter a number above 0.")),
        ],
    )
    link = line_field(_l("Link to follow online"), longest=500, validators=[Optional()])

    def validate_link(self, field: StringField) -> None:
        if field.data and not _is_https(field.data):
            raise ValidationError(_l("The link must begin with https://"))


class SiteForm(NameForm):
    """A remote site."""

    province = SelectField(
        _l("Province or city"), validators=[Optional(), from_the_list], validate_choice=False
    )
    address = line_field(_l("Address"), longest=200, validators=[Optional()])
    contact = line_field(_l("Contact of the site"), longest=200, validators=[Optional()])

    def offer(self, provinces: Sequence[Province]) -> None:
        known = [SelectChoice(one.code, one.full_name) for one in provinces]
        self.province.choices = [SelectChoice("", _("-- Choose --")), *known]


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and " " not in link
