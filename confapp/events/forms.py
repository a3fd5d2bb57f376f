"""The forms of a department: a member, and a delegation to a deputy."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectField, StringField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.events import deputising
from confapp.events.members import DEPUTY, POSTS
from confapp.events.models import Member
from confapp.forms import DayField, Form, at_most_letters, email_address, needed, one_line
from confapp.people.models import LONGEST_NAME as LONGEST_WITH_MARKS

LONGEST_NAME = 100


class MemberForm(Form):
    """Who acts for a department, and as what."""

    full_name = StringField(
        _l("Full name"),
        filters=[one_line],
        validators=[
            needed(_l("Please enter the full name.")),
            at_most_letters(LONGEST_NAME, with_marks=LONGEST_WITH_MARKS),
        ],
    )
    email = EmailField(
        _l("E-mail"),
        filters=[one_line],
        validators=[needed(_l("Please enter an e-mail address.")), email_address],
    )
    post = RadioField(
        _l("Acts as"),
        choices=[SelectChoice(code, words) for code, words in POSTS.items()],
        validate_choice=False,
        validators=[needed(_l("Please choose as what the person acts."))],
    )

    def validate_post(self, field: Field) -> None:
        if field.data not in POSTS:
            raise ValidationError(_l("Please choose as what the person acts."))


class DelegationForm(Form):
    """To whom the head delegates approval, from which day until which."""

    member = SelectField(
        _l("Deputy head"),
        validate_choice=False,
        validators=[needed(_l("Please choose a deputy head."))],
    )
    from_on = DayField(_l("First day"), validators=[needed(_l("Please enter the first day."))])
    until_on = DayField(_l("Last day"), validators=[needed(_l("Please enter the last day."))])

    def offer(self, members: list[Member]) -> None:
        """Fill in the members; only deputies are offered."""
        self._members = {str(member.id): member for member in members}
        deputies = [one for one in members if one.post == DEPUTY]
        self.member.choices = [
            SelectChoice("", _l("-- Choose --")),
            *(SelectChoice(str(one.id), one.user.full_name) for one in deputies),
        ]

    @property
    def deputy(self) -> Member:
        """The chosen member, once the form is valid."""
        return self._members[self.member.data]

    def validate_member(self, field: Field) -> None:
        if field.data not in self._members:
            raise ValidationError(_l("Please choose a deputy head."))

    def is_possible(self, *, at: datetime) -> bool:
        """Whether nothing speaks against these days; else the field says what does."""
        if not self.validate():
            return False
        name, sentence = deputising.fault_of(
            self.deputy, from_on=self.from_on.data, until_on=self.until_on.data, at=at
        )
        if sentence:
            self[name].errors = [sentence]
        return not sentence
