"""The forms of who asks, and of a head who sends an answer back."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from confapp.events.models import Domain, Event
from confapp.forms import Form, OnceForm, at_most, needed
from confapp.i18n import local
from confapp.questions.asking import LONGEST, SHORTEST

YES, NO = "yes", "no"


def trimmed(text: str | None) -> str | None:
    """The text without blank space around it."""
    return text.strip() if text else text


class QuestionForm(OnceForm):
    """What a delegate asks."""

    domain = RadioField(
        _l("Domain"),
        choices=[],
        validate_choice=False,
        validators=[needed(_l("Please choose a domain."))],
    )
    text = TextAreaField(
        _l("Question"),
        filters=[trimmed],
        validators=[
            needed(_l("Please write the question.")),
            Length(
                min=SHORTEST,
                message=_l("At least %(letters)s characters, please.", letters=SHORTEST),
            ),
            at_most(LONGEST),
        ],
    )
    shows_name = RadioField(
        _l("Show my name"),
        choices=[
            SelectChoice(NO, _l("No, show the province only")),
            SelectChoice(YES, _l("Yes, show my name")),
        ],
        default=NO,
        validate_choice=False,
    )

    def offer(self, event: Event) -> None:
        """Fill in the domains of the event."""
        self._domains = {domain.code: domain for domain in event.domains}
        self.domain.choices = [(d.code, local(d.name)) for d in self._domains.values()]

    def validate_domain(self, field: Field) -> None:
        if field.data not in self._domains:
            raise ValidationError(_l("Please choose a domain from the list."))

    @property
    def chosen_domain(self) -> Domain:
        return self._domains[self.domain.data]


class ReturnForm(Form):
    """Why the head sends an answer back."""

    reason = TextAreaField(
        _l("What is to be changed"),
        filters=[trimmed],
        validators=[needed(_l("Please say what is to be changed.")), at_most(1000)],
    )
