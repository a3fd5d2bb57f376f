"""The forms of lists: sending one, and correcting how it was understood."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, RadioField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.forms import Form, OnceForm, is_sent
from confapp.registration.lists.apart import LARGEST_FILE
from confapp.registration.models import IN_PERSON, ONLINE

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"


class ListForm(OnceForm):
    """A file of delegates."""

    file = FileField(_l("List of delegates"), render_kw={"accept": ACCEPTED})
    largest_file = LARGEST_FILE

    def validate_file(self, field: Field) -> None:
        if not is_sent(field):
            raise ValidationError(_l("Please choose a file."))


class ChoicesForm(Form):
    """What holds for rows that do not say it themselves."""

    mode = RadioField(
        _l("Where the list does not say how they attend"),
        choices=[SelectChoice(IN_PERSON, _l("In person")), SelectChoice(ONLINE, _l("Online"))],
        default=IN_PERSON,
    )
    salutation = RadioField(
        _l("Where neither the list nor the middle name says Mr or Ms"),
        choices=[
            SelectChoice("", _l("Report the row")),
            SelectChoice("Ông", _l("Mr (Ông)")),
            SelectChoice("Bà", _l("Ms (Bà)")),
        ],
        default="",
    )
