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
NOT_SURE = "not_sure"


def trimmed(text: str | None) -> str | None:
    """The text without blank space around it."""
    return text.strip() if text else text


class QuestionForm(OnceForm):
    """What a delegate asks."""

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
    domain = RadioField(
        _l("Domain"),
        choices=[],
        default=NOT_SURE,
        validate_choice=False,
        validators=[needed(_l("Please choose a domain."))],
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
        named = [SelectChoice(d.code, local(d.name)) for d in self._domains.values()]
        self.domain.choices = [*named, SelectChoice(NOT_SURE, _l("Not sure"))]

    def validate_domain(self, field: Field) -> None:
        if field.data not in self._domains and field.data != NOT_SURE:
            raise ValidationError(_l("Please choose a domain from the list."))

    @property
    def chosen_domain(self) -> Domain | None:
        """The domain that the asker named; nothing when the words are to say it."""
        return self._domains.get(self.domain.data)


class ReturnForm(Form):
    """Why the head sends an answer back."""

    reason = TextAreaField(
        _l("What is to be changed"),
        filters=[trimmed],
        validators=[needed(_l("Please say what is to be changed.")), at_most(1000)],
    )
