"""The forms of places: how many there are, the quota of each delegation, and a decision."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from confapp.agenda.documents.forms import MomentField
from confapp.agenda.place_forms import WholeNumber
from confapp.clock import vietnam_time
from confapp.forms import Form, line_field, needed

MOST_PLACES = 100_000
MOST_HOURS = 14 * 24
APPROVE, REJECT = "approve", "reject"


def people_field(label: str) -> WholeNumber:
    """A number of people; nothing means that there is no limit."""
    between = NumberRange(0, MOST_PLACES, message=_l("Please enter a number from 0 to 100,000."))
    return WholeNumber(label, validators=[Optional(), between])


class RulesForm(Form):
    """How many places there are, until when one registers, and how places are given."""

    in_person = people_field(_l("Places in person"))
    online = people_field(_l("Places online"))
    closes_at = MomentField(
        _l("Registration closes at"), validators=[needed(_l("Please enter the day and the time."))]
    )
    hours_to_confirm = WholeNumber(
        _l("Hours to confirm an offered place"),
        validators=[
            needed(_l("Please enter the number of hours.")),
            NumberRange(1, MOST_HOURS, message=_l("Please enter a number from 1 to 336.")),
        ],
    )
    needs_approval = BooleanField(_l("The organisers approve each registration"))

    @property
    def moment(self) -> datetime:
        """The deadline; only of a valid form."""
        assert self.closes_at.data is not None  # noqa: S101 – the field is needed
        return vietnam_time(self.closes_at.data)


class DecisionForm(Form):
    """Whether a registration is approved, and if not, why."""

    decision = RadioField(
        _l("Decision"),
        choices=[SelectChoice(APPROVE, _l("Approve")), SelectChoice(REJECT, _l("Do not approve"))],
        validators=[needed(_l("Please choose the decision."))],
    )
    reason = line_field(_l("Reason"), longest=500, validators=[Optional()])

    def validate_decision(self, field: Field) -> None:
        if field.data == REJECT and not (self.reason.data or "").strip():
            raise ValidationError(_l("Please say why, for the delegate."))


def quotas_form(names: Iterable[str]) -> type[Form]:
    """A form with a number for each of these delegations."""
    return type("QuotasForm", (Form,), {name: people_field(_l("Quota")) for name in names})


def numbers_in(form: Form) -> Mapping[str, int | None]:
    return {field.name: field.data for field in form}
