"""The form of the organisers' rules about questions."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import NumberRange

from confapp.agenda.documents.forms import MomentField
from confapp.agenda.place_forms import WholeNumber
from confapp.clock import VIETNAM, vietnam_time
from confapp.forms import Form, needed
from confapp.questions.rules import LEAST_HOURS, MOST_HOURS, Rules


class RulesForm(Form):
    """Until when one asks, how fast departments answer, and what goes on by itself."""

    questions_close_at = MomentField(
        _l("Questions close at"),
        tz=VIETNAM,
        validators=[needed(_l("Please enter the day and the time."))],
    )
    answer_within_hours = WholeNumber(
        _l("Working hours to answer"),
        validators=[
            needed(_l("Please enter the number of hours.")),
            NumberRange(
                LEAST_HOURS, MOST_HOURS, message=_l("Please enter a number from 1 to 400.")
            ),
        ],
    )
    offers_at_once = BooleanField(
        _l("Send an accepted question at once, where its domain has one department")
    )
    reads_all_answers = BooleanField(_l("The legal reviewer reads every answer"))

    @property
    def rules(self) -> Rules:
        """What was entered; only of a valid form."""
        return Rules(
            questions_close_at=self._moment,
            answer_within_hours=self.answer_within_hours.data or LEAST_HOURS,
            offers_at_once=self.offers_at_once.data,
            reads_all_answers=self.reads_all_answers.data,
        )

    @property
    def _moment(self) -> datetime:
        assert self.questions_close_at.data is not None  # noqa: S101 – the field is needed
        return vietnam_time(self.questions_close_at.data)
