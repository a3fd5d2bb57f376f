"""The forms of delegations: naming a focal point, pasting a list, naming one person."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.forms import (
    OnceForm,
    at_most,
    email_address,
    line_field,
    needed,
    one_line,
)
from confapp.registration.forms import WhoForm, email_field, name_field
from confapp.registration.lists.forms import ChoicesForm
from confapp.registration.lists.people import Person
from confapp.registration.models import IN_PERSON, ONLINE

LONGEST_PASTE = 60_000


class FocalPointForm(OnceForm):
    """Who registers a delegation."""

    delegation = SelectField(
        _l("Delegation"),
        validators=[needed(_l("Please choose a province or a unit."))],
        validate_choice=False,
    )
    full_name = name_field()
    email = email_field()

    def validate_delegation(self, field: Field) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Please choose from the list."))


class PasteForm(ChoicesForm):
    """Rows of a spreadsheet, and what holds where they say nothing."""

    text = TextAreaField(
        _l("Rows of the delegation"),
        filters=[lambda text: (text or "").strip("\n")],
        validators=[
            needed(_l("Please paste at least one row.")),
            at_most(LONGEST_PASTE),
        ],
    )
    work = line_field(
        _l("Place of work where the rows do not say it"), longest=150, validators=[Optional()]
    )


class PersonForm(WhoForm):
    """One person whom others name."""

    email = EmailField(_l("E-mail"), filters=[one_line], validators=[Optional(), email_address])

    def person(self, *, mode: str = IN_PERSON) -> Person:
        """The person, once the form is valid."""
        return Person(
            0,
            0,
            full_name=self.full_name.data or "",
            salutation=self.salutation.data,
            post=self.post.data or "",
            organisation=self.organisation.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            mode=mode,
        )


class NomineeForm(PersonForm):
    """One person more of the delegation."""

    mode = RadioField(
        _l("How to attend"),
        choices=[SelectChoice(IN_PERSON, _l("In person")), SelectChoice(ONLINE, _l("Online"))],
        default=IN_PERSON,
        validators=[needed(_l("Please choose how to attend."))],
    )
