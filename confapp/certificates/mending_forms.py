"""Forms that mend a mistake; each asks why."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from confapp.certificates.mending import Correction
from confapp.certificates.models import LONGEST_REASON
from confapp.forms import Form, at_most, needed
from confapp.registration.forms import WhoForm


def reason_field() -> TextAreaField:
    """Why, for the delegate to read."""
    sentence = _l("Please give the reason.")
    return TextAreaField(_l("Reason"), validators=[needed(sentence), at_most(LONGEST_REASON)])


class RevocationForm(Form):
    """Why a certificate is not valid any more."""

    reason = reason_field()


class SupersedingForm(WhoForm):
    """Who the new certificate is for, and why it takes the place of the other."""

    phone = None
    reason = reason_field()

    def as_correction(self) -> Correction:
        return Correction(
            salutation=self.salutation.data,
            full_name=self.full_name.data,
            post=self.post.data,
            organisation=self.organisation.data,
        )
