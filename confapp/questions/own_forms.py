"""The forms of what an asker does later with a question of their own."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.fields import Field

from confapp.forms import Form
from confapp.questions import clarifying
from confapp.questions.forms import question_field, words_field
from confapp.questions.wording import LONGEST

# The name of a procedure or of a document may be all that was missing.
SHORTEST_ADDITION = 5


class InformationForm(Form):
    """What the asker adds after having been asked back (A3), and the question in better words."""

    addition = words_field(
        _l("What is added"),
        missing=_l("Please write what was asked for."),
        shortest=SHORTEST_ADDITION,
        longest=LONGEST,
    )
    text = question_field(_l("The question in other words"))

    @property
    def whole(self) -> str:
        """The question as it is to be read from now on."""
        return clarifying.joined(self.text.data or "", self.addition.data or "")

    @property
    def room(self) -> int:
        """How many characters the words and the addition may have together."""
        return LONGEST - len(clarifying.joined("", ""))

    def validate_addition(self, field: Field) -> None:
        if len(self.whole) > LONGEST:
            raise ValidationError(
                _(
                    "The question and what is added have %(letters)s characters together: "
                    "at most %(most)s, please. The question can be shortened below.",
                    letters=len(self.whole),
                    most=LONGEST,
                )
            )


class ReopeningForm(Form):
    """Why a declined question is to be looked at again (A6)."""

    note = words_field(_l("Why it should be looked at again"), missing=_l("Please say why."))
