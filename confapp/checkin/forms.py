"""The desk's one form."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from confapp.forms import Form, line_field, needed


class ScanForm(Form):
    """A ticket's code from a scanner or the keyboard; scanners type it and press Enter."""

    session = HiddenField()
    code = line_field(
        _l("Scan a ticket, or type its code"),
        longest=200,
        validators=[needed(_l("Please scan a ticket, or type its code."))],
    )
