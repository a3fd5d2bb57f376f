"""The reasons that people give, and what the forms of questions share."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SubmitField, TextAreaField
from wtforms.validators import Length, Optional

from confapp.forms import Form, at_most, needed
from confapp.questions.guards import SHORTEST_MESSAGE
from confapp.questions.wording import LONGEST, SHORTEST

LONGEST_REASON = 1000


def counted(typed: str | None) -> int:
    """How often a draft had been saved, as a page remembers it; what makes no sense is stale."""
    number = typed or ""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1


def trimmed(text: str | None) -> str | None:
    """The text without blank space around it."""
    return text.strip() if text else text


def words_field(
    label: Any,
    *,
    missing: Any,
    shortest: int = SHORTEST_MESSAGE,
    longest: int = LONGEST_REASON,
    default: Any = None,
) -> TextAreaField:
    """Words that must be there: a reason or a message, unless it says how long they may be."""
    return TextAreaField(
        label,
        default=default,
        filters=[trimmed],
        validators=[
            needed(missing),
            Length(
                min=shortest,
                message=_l("At least %(letters)s characters, please.", letters=shortest),
            ),
            at_most(longest),
        ],
    )


def question_field(label: Any) -> TextAreaField:
    """The words of a question."""
    missing = _l("Please write the question.")
    return words_field(label, missing=missing, shortest=SHORTEST, longest=LONGEST)


class ReasonForm(Form):
    """Why a published answer is corrected or retracted, or an approved one taken back."""

    reason = words_field(_l("Reason"), missing=_l("Please say why."))


class ReadingForm(Form):
    """What the legal reviewer found: nothing, or a remark for who writes."""

    saves = HiddenField(default="0")
    remark = TextAreaField(
        _l("Remark for the department"), filters=[trimmed], validators=[Optional(), at_most(2000)]
    )
    send_back = SubmitField()

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if self.send_back.data and len(self.remark.data or "") < SHORTEST:
            self.remark.errors.append(
                _l("At least %(letters)s characters, please.", letters=SHORTEST)
            )
        return is_valid and not self.errors

    @property
    def saves_seen(self) -> int:
        return counted(self.saves.data)


class ReturnForm(Form):
    """Why the head sends an answer back."""

    reason = TextAreaField(
        _l("What is to be changed"),
        filters=[trimmed],
        validators=[needed(_l("Please say what is to be changed.")), at_most(1000)],
    )
