"""The forms of an invitation: accepting it, and declining it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from confapp.forms import Form, line_field, needed
from confapp.registration.purposes import NEXT_EVENTS, ORGANISING, PURPOSES


class AcceptForm(Form):
    """That somebody comes, and what they agree to."""

    organising = BooleanField(
        ORGANISING.text,
        validators=[needed(_l("The conference cannot register anybody without this consent."))],
    )
    next_events = BooleanField(NEXT_EVENTS.text)

    @property
    def purposes(self) -> list[str]:
        return [purpose.code for purpose in PURPOSES if self[purpose.code].data]


class DeclineForm(Form):
    """That somebody does not come, and whether another does."""

    reason = line_field(_l("Reason"), longest=300, validators=[Optional()])
    names_other = BooleanField(_l("Somebody else comes in my stead"))
