"""The forms of the clerk: a slip or a call, a book of slips, a slip that is withheld."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.events.models import Domain, Event, Province
from confapp.forms import Form, OnceForm, line_field, needed
from confapp.i18n import local
from confapp.people.models import LONGEST_NAME
from confapp.questions import slips
from confapp.questions.forms import question_field

NOT_WRITTEN = "none"


def serial_of(field: Field) -> int:
    """The number that was typed; 0 for anything else, which no slip has."""
    typed = (field.data or "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def a_serial(_form: Form, field: Field) -> None:
    if not 0 < serial_of(field) <= slips.HIGHEST:
        raise ValidationError(_l("Please type the slip's number, such as 0007."))


class CallForm(OnceForm):
    """A question that somebody asks by telephone."""

    registration = HiddenField()
    who = line_field(
        _l("Who asks"),
        longest=LONGEST_NAME,
        validators=[needed(_l("Please type who asks, or a dash if nobody is named."))],
    )
    province = SelectField(_l("Province on the slip"), validate_choice=False)
    text = question_field(_l("Question"))
    domain = SelectField(_l("Domain"), validate_choice=False)
    shows_name = BooleanField(_l("The name may be shown"))

    def offer(self, event: Event, provinces: Sequence[Province]) -> None:
        """Fill in the domains of the event, and the provinces for who is not registered."""
        self._domains = {one.code: one for one in event.domains}
        self._provinces = {one.code: one for one in provinces}
        self.domain.choices = [
            SelectChoice("", _l("As the words suggest")),
            *(SelectChoice(code, local(one.name)) for code, one in self._domains.items()),
        ]
        self.province.choices = [
            SelectChoice("", _l("Registered: choose above")),
            SelectChoice(NOT_WRITTEN, _l("Not registered, no province written")),
            # Without “Tỉnh” before each, so that the first letter typed finds it.
            *(SelectChoice(code, one.short_name) for code, one in self._provinces.items()),
        ]

    def validate_domain(self, field: Field) -> None:
        if field.data and field.data not in self._domains:
            raise ValidationError(_l("Please choose a domain from the list."))

    def validate_province(self, field: Field) -> None:
        if field.data and field.data not in (NOT_WRITTEN, *self._provinces):
            raise ValidationError(_l("Please choose a province from the list."))

    @property
    def chosen_domain(self) -> Domain | None:
        return self._domains.get(self.domain.data)

    @property
    def chosen_province(self) -> Province | None:
        return self._provinces.get(self.province.data)

    @property
    def is_of_stranger(self) -> bool:
        """Whether the clerk says that who asks is not on the list of delegates."""
        return bool(self.province.data) and not self.registration.data

    def refuse_asker(self, found: int) -> None:
        """Say at the field that the name finds nobody, or too many."""
        many = _("%(num)s delegates match. Please choose one, or add the office.", num=found)
        none = _(
            "No delegate matches. For somebody who is not registered, please choose the "
            "province that is written."
        )
        self.who.errors = [*self.who.errors, many if found else none]


class SlipForm(CallForm):
    """A question on a paper slip."""

    serial = line_field(_l("Number of the slip"), longest=6, validators=[a_serial])


class BookForm(Form):
    """Slips that are handed out together."""

    first = line_field(_l("First number"), longest=6, validators=[a_serial])
    last = line_field(_l("Last number"), longest=6, validators=[a_serial])
    handed_to = line_field(
        _l("Handed out to"),
        longest=200,
        validators=[needed(_l("Please say to whom the slips go."))],
    )


class HeldForm(Form):
    """A slip that is not entered, and why."""

    held_serial = line_field(_l("Number of the slip"), longest=6, validators=[a_serial])
    kind = RadioField(
        _l("What became of it"),
        choices=[SelectChoice(code, name) for code, name in slips.KINDS.items()],
        default=slips.WITHHELD,
        validate_choice=False,
    )
    reason = line_field(_l("Reason"), longest=300, validators=[needed(_l("Please say why."))])

    def validate_kind(self, field: Field) -> None:
        if field.data not in slips.KINDS:
            raise ValidationError(_l("Please choose what became of it."))


class WordsForm(Form):
    """How the asker words the question now."""

    text = question_field(_l("The whole question, as the asker words it now"))
