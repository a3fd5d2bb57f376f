"""The form of a legal document."""

import re
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form as WTForm
from wtforms import SelectField, StringField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.database import Words
from confapp.events.models import Event, LegalDocument
from confapp.forms import DayField, Form, at_most, line_field, needed
from confapp.questions.legal_documents import keeping
from confapp.questions.legal_documents.keeping import Particulars
from confapp.questions.legal_documents.kinds import KINDS, Kind

LONGEST_NUMBER = 60
LONGEST_TITLE = 500
YEARS = range(1945, 2100)
HYPHENS = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
BEFORE_A_NUMBER = re.compile(r"^số:?(?=\d)", re.IGNORECASE)


def as_printed(number: str | None) -> str | None:
    """The number without blanks, "Số" and the hyphens of word processors and of our own pages."""
    if not number:
        return number
    return BEFORE_A_NUMBER.sub("", HYPHENS.sub("-", "".join(number.split())))


def sane_day(_form: WTForm, field: Field) -> None:
    if field.data is not None and field.data.year not in YEARS:
        raise ValidationError(_l("The date is not valid. Example: 13/11/2025"))


class LegalDocumentForm(Form):
    """What a document is, and from when until when it is in force."""

    kind = SelectField(
        _l("Kind of document"),
        choices=[
            SelectChoice("", _l("-- Choose --")),
            *(SelectChoice(code, kind.words) for code, kind in KINDS.items()),
        ],
        validate_choice=False,
        validators=[needed(_l("Please choose the kind of document."))],
    )
    number = StringField(
        _l("Number and symbol"),
        filters=[as_printed],
        validators=[needed(_l("Please enter the number.")), at_most(LONGEST_NUMBER)],
    )
    title_vi = line_field(
        _l("Official title (Vietnamese)"),
        longest=LONGEST_TITLE,
        validators=[needed(_l("Please enter the title of the document."))],
    )
    title_en = line_field(
        _l("Official title (English)"), longest=LONGEST_TITLE, validators=[Optional()]
    )
    issued_on = DayField(
        _l("Dated"), validators=[needed(_l("Please enter the date of the document.")), sane_day]
    )
    in_force_from = DayField(
        _l("In force from"),
        validators=[needed(_l("Please enter the day from which it is in force.")), sane_day],
    )
    in_force_until = DayField(_l("No longer in force from"), validators=[Optional(), sane_day])

    def validate_kind(self, field: Field) -> None:
        if field.data not in KINDS:
            raise ValidationError(_l("Please choose from the list."))

    def validate_number(self, field: Field) -> None:
        kind = self._chosen
        if kind and not kind.can_be(field.data):
            raise ValidationError(
                _(
                    "This is not how a document of this kind is numbered. Example: %(number)s",
                    number=kind.example,
                )
            )

    def validate_title_vi(self, field: Field) -> None:
        kind = self._chosen
        if kind and not field.data.startswith(kind.begins):
            raise ValidationError(
                _(
                    "Answers cite it by its name, so that the title begins with “%(word)s”.",
                    word=kind.begins,
                )
            )

    def validate_in_force_from(self, field: Field) -> None:
        if is_before(field.data, self.issued_on.data):
            raise ValidationError(_l("A document is not in force before its date."))

    def validate_in_force_until(self, field: Field) -> None:
        if field.data and not is_before(self.in_force_from.data or date.min, field.data):
            raise ValidationError(_l("It ends after the day from which it is in force."))

    def is_possible(self, event: Event, document: LegalDocument | None = None) -> bool:
        """Whether nothing speaks against what was typed; else the field says what does."""
        if not self.validate():
            return False
        name, sentence = keeping.fault_of(self.particulars, event=event, document=document)
        if sentence:
            self[name].errors = [sentence]
        return not sentence

    @property
    def particulars(self) -> Particulars:
        """What was typed, once the form is valid."""
        return Particulars(
            kind=self.kind.data,
            number=self.number.data or "",
            title=Words(self.title_vi.data or "", self.title_en.data or ""),
            issued_on=self.issued_on.data,
            in_force_from=self.in_force_from.data,
            in_force_until=self.in_force_until.data,
        )

    @property
    def _chosen(self) -> Kind | None:
        return KINDS.get(self.kind.data)


def is_before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def as_fields(document: LegalDocument) -> dict[str, object]:
    """The document as the form shows it."""
    title = document.title
    told = vars(keeping.particulars_of(document)) | {"title_vi": title.vi, "title_en": title.en}
    return {name: value for name, value in told.items() if name != "title"}
