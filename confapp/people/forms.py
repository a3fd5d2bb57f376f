"""Forms of signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField

from confapp.forms import Form, at_most, email_address, needed, one_line


class SignInForm(Form):
    email = EmailField(
        _l("E-mail"),
        filters=[one_line],
        validators=[needed(_l("Please enter an e-mail address.")), at_most(254), email_address],
    )
    password = PasswordField(
        _l("Password"), validators=[needed(_l("Please enter the password.")), at_most(200)]
    )


class LinkForm(Form):
    email = EmailField(
        _l("E-mail"),
        id="link-email",
        filters=[one_line],
        validators=[needed(_l("Please enter an e-mail address.")), at_most(254), email_address],
    )
