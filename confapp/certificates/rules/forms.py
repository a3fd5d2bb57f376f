"""The form of an event's rules: what holds for all certificates, and for each way of attending."""

import re
from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from confapp import papers
from confapp.agenda.forms import DayField
from confapp.agenda.place_forms import WholeNumber
from confapp.certificates.rules.told import KINDS, ModeRules
from confapp.events.models import Event
from confapp.forms import Form, at_most, line_field, needed

NONE: Final = "none"
NUMBER_SIGNS: Final = re.compile(r"[A-ZĐ0-9/.\-]*")
# As in certificate.css: how wide these parts of the sheet are, in millimetres, and their points.
HEADING, SIGNATURE, POINTS, MOST_LINES = 76.0, 100.0, 13, 3


def printable(_form: Form, field: Field) -> None:
    lacking = papers.lacking(field.data or "")
    if lacking:
        raise ValidationError(
            _l("The paper's font lacks these letters: %(letters)s", letters=lacking)
        )


class RulesForm(Form):
    """What all certificates of the event have in common."""

    parent_body = line_field(_l("Parent body"), longest=100, validators=[Optional(), printable])
    issuing_body = line_field(
        _l("Issuing body"),
        longest=100,
        validators=[needed(_l("Please enter the issuing body.")), printable],
    )
    place = line_field(
        _l("Place of issue"),
        longest=40,
        validators=[needed(_l("Please enter the place of issue.")), printable],
    )
    dated_on = DayField(_l("Date on the paper"), validators=[Optional()])
    authority = SelectField(
        _l("Signs"),
        choices=[
            SelectChoice("", _l("In their own name")),
            SelectChoice("TL.", _l("By order (TL.)")),
            SelectChoice("KT.", _l("As a deputy (KT.)")),
            SelectChoice("TUQ.", _l("By delegation (TUQ.)")),
            SelectChoice("TM.", _l("For a collective body (TM.)")),
        ],
    )
    signs_for = line_field(_l("On whose behalf"), longest=80, validators=[printable])
    signer_post = line_field(
        _l("Position of the signer"),
        longest=100,
        validators=[needed(_l("Please enter the signer's position.")), printable],
    )
    signer_name = line_field(
        _l("Name of the signer"),
        longest=60,
        validators=[needed(_l("Please enter the signer's name.")), printable],
    )
    number_digits = WholeNumber(
        _l("Digits of the number"),
        validators=[
            needed(_l("Please enter how many digits a number has.")),
            NumberRange(1, 6, message=_l("Please enter a number from 1 to 6.")),
        ],
    )
    event: Event

    def validate_issuing_body(self, field: Field) -> None:
        bodies = [self.parent_body.data or "", field.data]
        if _lines(bodies, HEADING) > MOST_LINES:
            raise ValidationError(
                _l("Parent and issuing body take more than three lines on the sheet.")
            )

    def validate_dated_on(self, field: Field) -> None:
        if field.data and field.data < self.event.starts_on:
            raise ValidationError(_l("The date lies before the conference."))

    def validate_signs_for(self, field: Field) -> None:
        if self.authority.data and not (field.data or "").strip():
            raise ValidationError(_l("Please enter on whose behalf is signed."))

    def validate_signer_post(self, field: Field) -> None:
        if _lines(self.signer_lines, SIGNATURE) > MOST_LINES:
            raise ValidationError(
                _l("What stands above the signature takes more than three lines on the sheet.")
            )

    @property
    def signer_lines(self) -> list[str]:
        on_behalf = f"{self.authority.data} {self.signs_for.data}" if self.authority.data else ""
        return [line for line in (on_behalf, self.signer_post.data or "") if line]


class ModeForm(Form):
    """What holds for who attends in person, or online."""

    kind = SelectField(
        _l("Kind of certificate"),
        choices=[
            *(SelectChoice(kind, kind) for kind in KINDS),
            SelectChoice(NONE, _l("None is issued")),
        ],
    )
    sessions = SelectMultipleField(
        _l("Sessions that it takes"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    number_pattern = line_field(
        _l("Number"), longest=40, validators=[needed(_l("Please enter how a number is written."))]
    )
    above = TextAreaField(_l("Lines above the name"), validators=[at_most(400), printable])
    below = TextAreaField(_l("Lines below the name"), validators=[at_most(600), printable])

    def validate_sessions(self, field: Field) -> None:
        if self.kind.data != NONE and not field.data:
            raise ValidationError(_l("Please choose at least one session."))

    def validate_number_pattern(self, field: Field) -> None:
        before, placeholder, after = (field.data or "").partition("$number")
        if not placeholder or not NUMBER_SIGNS.fullmatch(before + after):
            raise ValidationError(
                _l(
                    "Write $number where the number stands, and besides it only capital letters, "
                    "digits, / - and a full stop. Example: $number/GCN-BKHCN"
                )
            )

    def as_rules(self, before: ModeRules) -> ModeRules:
        """What the form says; who gets none keeps the kind for when that changes again."""
        chosen = tuple(self.sessions.data or ())
        takes_all = len(chosen) == len(self.sessions.choices or ())
        return ModeRules(
            is_issued=self.kind.data != NONE,
            kind=before.kind if self.kind.data == NONE else self.kind.data,
            sessions=None if takes_all else chosen,
            number_pattern=self.number_pattern.data or "",
            above=(self.above.data or "").strip(),
            below=(self.below.data or "").strip(),
        )


def _lines(texts: Sequence[str], width: float) -> int:
    return sum(
        papers.count_lines(text.upper(), points=POINTS, width=width, face="bold")
        for text in texts
        if text
    )
