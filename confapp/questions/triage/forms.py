"""The forms of moderators' acts on one question; each keeps what was typed when it is refused."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from confapp.events.models import Domain
from confapp.forms import Form, line_field, needed
from confapp.questions import ending
from confapp.questions.forms import words_field
from confapp.questions.models import Question
from confapp.questions.triage.possible import Act


class ActForm(Form):
    """What an act needs to know; its fields have the act's name in front."""

    act: ClassVar[Act]

    @property
    def is_confirmed(self) -> bool:
        """Whether what it does was shown; else it comes back once more, with all that was typed."""
        return True

    def about(self, question: Question) -> None:
        """Fill in what can be chosen for this question."""


class AcceptForm(ActForm):
    """In which domain a question is accepted."""

    act = Act.ACCEPT
    domain = RadioField(_l("Domain"), choices=[], validate_choice=False)

    def about(self, question: Question) -> None:
        self._domains = {one.code: one for one in question.event.domains}

    def validate_domain(self, field: Field) -> None:
        if field.data not in self._domains:
            raise ValidationError(_l("Please choose a domain from the list."))

    @property
    def chosen(self) -> Domain:
        return self._domains[self.domain.data]


class AskBackForm(ActForm):
    """What the asker is asked."""

    act = Act.ASK_BACK
    message = words_field(
        _l("Message to the asker"), missing=_l("Please write what is to be made clear.")
    )


class ReferForm(ActForm):
    """Which body outside the ministry answers, and why."""

    act = Act.REFER
    body = line_field(
        _l("Body outside the ministry"),
        longest=200,
        validators=[
            needed(_l("Please name the body.")),
            Length(min=2, message=_l("Please name the body.")),
        ],
    )
    reason = words_field(_l("Reason"), missing=_l("Please say why."))


class ReopenForm(ActForm):
    """Why a declined question starts anew."""

    act = Act.REOPEN
    note = words_field(_l("Note"), missing=_l("Please say why."))


class UnmergeForm(ActForm):
    """Nothing to say: the question is as it was."""

    act = Act.UNMERGE


class RejoinForm(ActForm):
    """Nothing to say: the first question has its words again."""

    act = Act.REJOIN


def reason_choices() -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in ending.REASONS.items()]
