"""The form of a head who sends an answer back, and what the forms of questions share."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from confapp.forms import Form, at_most, needed


def trimmed(text: str | None) -> str | None:
    """The text without blank space around it."""
    return text.strip() if text else text


class ReturnForm(Form):
    """Why the head sends an answer back."""

    reason = TextAreaField(
        _l("What is to be changed"),
        filters=[trimmed],
        validators=[needed(_l("Please say what is to be changed.")), at_most(1000)],
    )
