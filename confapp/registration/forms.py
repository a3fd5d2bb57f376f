"""The registration form."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from confapp.forms import (
    Form,
    OnceForm,
    at_most,
    at_most_letters,
    email_address,
    line_field,
    needed,
    one_line,
    vietnamese_phone,
)
from confapp.people.models import LONGEST_NAME
from confapp.registration.models import IN_PERSON, ONLINE
from confapp.registration.purposes import NEXT_EVENTS, ORGANISING

MINISTRY = "ministry"
UNIT = "unit:"


def name_field() -> StringField:
    """A person's name: a hundred letters, however many marks they carry."""
    return StringField(
        _l("Full name"),
        filters=[one_line],
        validators=[
            needed(_l("Please enter the full name.")),
            at_most_letters(100, with_marks=LONGEST_NAME),
        ],
    )


def email_field() -> EmailField:
    """An address that letters must reach."""
    return EmailField(
        _l("E-mail"),
        filters=[one_line],
        validators=[needed(_l("Please enter an e-mail address.")), email_address],
    )


class WhoForm(Form):
    """Who somebody is, and how to call them."""

    salutation = RadioField(
        _l("Form of address"),
        choices=[SelectChoice("Ông", _l("Mr (Ông)")), SelectChoice("Bà", _l("Ms (Bà)"))],
        validators=[needed(_l("Please choose how to address you."))],
    )
    full_name = name_field()
    post = line_field(
        _l("Position"), longest=150, validators=[needed(_l("Please enter the position."))]
    )
    organisation = line_field(
        _l("Place of work"), longest=150, validators=[needed(_l("Please enter the place of work."))]
    )

    phone = TelField(
        _l("Telephone"),
        filters=[one_line],
        validators=[needed(_l("Please enter a telephone number.")), at_most(40), vietnamese_phone],
    )

    def validate_full_name(self, field: StringField) -> None:
        if not any(letter.isalpha() for letter in field.data or ""):
            raise ValidationError(_l("Please enter the full name."))


class DetailsForm(WhoForm):
    """What a delegate says about themselves, and may correct later."""

    province = SelectField(
        _l("Province or city"),
        validators=[needed(_l("Please choose a province or city."))],
        validate_choice=False,
    )
    mode = RadioField(
        _l("How to attend"),
        choices=[SelectChoice(IN_PERSON, _l("In person")), SelectChoice(ONLINE, _l("Online"))],
        validators=[needed(_l("Please choose how to attend."))],
    )
    site = line_field(_l("Remote site"), longest=150, validators=[Optional()])
    sessions = SelectMultipleField(
        _l("Sessions"),
        coerce=int,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    diet = line_field(_l("Dietary needs"), longest=200, validators=[Optional()])
    access_needs = TextAreaField(
        _l("Needs of access and support"), validators=[Optional(), at_most(500)]
    )

    def validate_province(self, field: Field) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Please choose a province or city from the list."))

    def validate_site(self, field: Field) -> None:
        if self.mode.data == IN_PERSON:
            field.data = ""

    def validate_sessions(self, field: Field) -> None:
        if not set(field.data or ()) & {choice.value for choice in field.choices}:
            raise ValidationError(_l("Please choose at least one session."))

    def offer(
        self,
        provinces: list[SelectChoice],
        sessions: list[SelectChoice],
        units: list[SelectChoice],
    ) -> None:
        """Fill in what there is to choose from."""
        self.province.choices = [
            SelectChoice("", _l("-- Choose --")),
            *provinces,
            *units,
            SelectChoice(MINISTRY, _l("Another unit of the ministry")),
        ]
        self.sessions.choices = sessions


class RegistrationForm(DetailsForm, OnceForm):
    """A delegate's first sending, with consents."""

    email = email_field()
    organising = BooleanField(
        ORGANISING.text,
        validators=[needed(_l("The conference cannot register anybody without this consent."))],
    )
    next_events = BooleanField(NEXT_EVENTS.text)
