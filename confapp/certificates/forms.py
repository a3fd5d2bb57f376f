"""What anybody may bring to be verified."""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import FileField, ValidationError
from wtforms.fields import Field

from confapp.forms import Form, is_sent

SIGN: Final = b"%PDF-"


class BroughtForm(Form):
    """A certificate's PDF."""

    file = FileField(_l("File of the certificate"), render_kw={"accept": "application/pdf,.pdf"})

    def validate_file(self, field: Field) -> None:
        if not is_sent(field):
            raise ValidationError(_l("Please choose the PDF file of the certificate."))
        if not _is_pdf(field):
            raise ValidationError(
                _l("This is no PDF file. A picture or a scan of the paper is verified by its code.")
            )


def _is_pdf(field: Field) -> bool:
    """Whether the file begins as one; what is refused as none is not called a forgery."""
    begin = field.data.stream.read(len(SIGN))
    field.data.stream.seek(0)
    return bool(begin == SIGN)
