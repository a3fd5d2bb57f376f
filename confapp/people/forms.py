"""Forms of signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField
from wtforms.validators import Length, Optional

from confapp.forms import Form, at_most, email_address, needed, one_line
from confapp.people.passwords import SHORTEST


class LinkForm(Form):
    """Where a one-use link is to be sent; a password may have been typed in vain."""

    email = EmailField(
        _l("E-mail"),
        filters=[one_line],
        validators=[needed(_l("Please enter an e-mail address.")), email_address],
    )
    password = PasswordField(_l("Password"), validators=[Optional()])


class NewPasswordForm(Form):
    """A password for the account that is signed in."""

    password = PasswordField(
        _l("New password"),
        validators=[
            needed(_l("Please enter a password.")),
            Length(min=SHORTEST, message=_l("At least 12 characters, please.")),
            at_most(200),
        ],
    )


class SignInForm(LinkForm):
    password = PasswordField(
        _l("Password"),
        validators=[
            needed(_l("Please enter the password, or ask for a link by e-mail.")),
            at_most(200),
        ],
    )
