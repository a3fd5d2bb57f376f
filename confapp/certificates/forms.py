"""What anybody may bring to be verified."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, ValidationError
from wtforms.fields import Field

from confapp.forms import Form, is_sent


class BroughtForm(Form):
    """A certificate's PDF."""

    file = FileField(_l("File of the certificate"), render_kw={"accept": "application/pdf,.pdf"})

    def validate_file(self, field: Field) -> None:
        if not is_sent(field):
            raise ValidationError(_l("Please choose the PDF file of the certificate."))
