"""What organisers note about a letter."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from confapp.forms import Form, line_field


class ReturnForm(Form):
    note = line_field(_l("What the returned letter says"), longest=300, validators=[Optional()])
