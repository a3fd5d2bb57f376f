"""What the forms of all features share: clean text at the door, and sentences for what is wrong."""

import secrets
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import DateField, FileField, HiddenField, StringField, ValidationError
from wtforms import Form as WTForm
from wtforms.fields import Field
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, StopValidation

from confapp.vietnamese import nfc, number_of_letters

LONGEST_EMAIL = 254
LARGEST_NUMBER = 2**31 - 1
Text: TypeAlias = str | LazyString


class Form(WTForm):
    """A form whose text is in NFC and whose every sentence is ours."""


def is_sent(field: Field) -> bool:
    """Whether a file came; a field left empty sends one without a name, a stranger's form text."""
    return isinstance(field.data, FileStorage) and bool(field.data.filename)


class OnceForm(Form):
    """A form that counts once, however often it is sent."""

    submission_id = HiddenField(default=lambda: secrets.token_urlsafe(18))

    def validate_submission_id(self, field: Field) -> None:
        if not 16 <= len(field.data or "") <= 64:
            field.data = secrets.token_urlsafe(18)


class DayField(DateField):
    """A day, as the browser's own field gives it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("The date is not valid. Example: 13/11/2025")) from None


AnyForm = TypeVar("AnyForm", bound=WTForm)


def read(form: type[AnyForm], **defaults: Any) -> AnyForm:
    """The form as it was sent, or with its defaults when it is only shown."""
    if request.method != "POST":
        return form(**defaults)
    sent: list[tuple[str, Any]] = [
        (name, _clean(text)) for name, text in request.form.items(multi=True)
    ]
    files = [
        (name, file) for name, file in request.files.items(multi=True) if _takes_a_file(form, name)
    ]
    return form(MultiDict([*sent, *files]), **defaults)


def searched(name: str = "q", *, longest: int = 200) -> str:
    """What was typed into a search field, in NFC and cut to a sane length."""
    return _clean(request.args.get(name, ""))[:longest].strip()


def asked_number(name: str) -> int | None:
    """A number that was sent under this name, if the database can know it."""
    number = request.values.get(name, type=int)
    return number if number is not None and 0 <= number <= LARGEST_NUMBER else None


class Needed:
    """Asks for more than blanks; a time or number that cannot be read is left to its field."""

    field_flags = {"required": True}

    def __init__(self, sentence: Text) -> None:
        self.sentence = sentence

    def __call__(self, form: WTForm, field: Field) -> None:
        if not any(str(sent).strip() for sent in field.raw_data or ()):
            field.errors[:] = []
            raise StopValidation(self.sentence)


def needed(sentence: Text) -> Needed:
    return Needed(sentence)


class AtMost(Length):
    """Checks how long a text is; what is too long is looked at no further."""

    def __call__(self, form: WTForm, field: Field) -> None:
        if len(field.data or "") > self.max:
            raise StopValidation(self.message)


def at_most(letters: int) -> AtMost:
    return AtMost(
        max=letters, message=_l("At most %(letters)s characters, please.", letters=letters)
    )


def at_most_letters(letters: int, *, with_marks: int) -> Callable[[WTForm, Field], None]:
    """Checks how long a text is, marks counted apart: a name is judged by its letters."""

    def check(_form: WTForm, field: Field) -> None:
        typed = field.data or ""
        if number_of_letters(typed) > letters or len(typed) > with_marks:
            raise ValidationError(_l("At most %(letters)s characters, please.", letters=letters))

    return check


def one_line(text: str | None) -> str | None:
    """The text without line breaks and doubled blanks."""
    return " ".join(text.split()) if text else text


def line_field(label: Text, *, longest: int, validators: list[Any] | None = None) -> StringField:
    """A field of one line."""
    return StringField(
        label, filters=[one_line], validators=[*(validators or []), at_most(longest)]
    )


def email_address(form: WTForm, field: Field) -> None:
    """Checks an address of ASCII letters and leaves it as it should be written."""
    address = plain_address(field.data)
    if address is None:
        raise ValidationError(_l("The e-mail address is not valid. Example: ten@tinh.gov.vn"))
    field.data = address


def plain_address(typed: str) -> str | None:
    """The address as it should be written, or nothing if letters cannot be sent there."""
    if len(typed) > LONGEST_EMAIL:
        return None
    try:
        checked = validate_email(
            typed, check_deliverability=False, allow_smtputf8=False, test_environment=False
        )
    except EmailNotValidError:
        return None
    # A domain with marks is written in ASCII, as mail servers take it.
    return checked.ascii_email


def vietnamese_phone(form: WTForm, field: Field) -> None:
    """Checks a Vietnamese telephone number and leaves it as 0912 345 678 without blanks."""
    number = national_phone(field.data)
    if number is None:
        raise ValidationError(
            _l("The telephone number is not valid. Example: 0912 345 678 or 024 3943 9999")
        )
    field.data = number


def national_phone(typed: str) -> str | None:
    """The digits with the leading 0, or nothing if it cannot be a Vietnamese number."""
    try:
        number = phonenumbers.parse(typed[:40], "VN")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 84 or not phonenumbers.is_possible_number(number):
        return None
    national = f"0{number.national_number}"
    is_mobile = len(national) == 10 and national[1] in "35789"
    return national if is_mobile or (len(national) == 11 and national[1] == "2") else None


def _takes_a_file(form: type[WTForm], name: str) -> bool:
    """Whether the form asks for one; a stranger's form sends it in the place of a text."""
    field = getattr(form, name, None)
    return isinstance(field, UnboundField) and issubclass(field.field_class, FileField)


def _clean(text: str) -> str:
    # WTForms strips nothing and browsers send CRLF: one kind of line break, no control characters.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc("".join(c for c in text if c.isprintable() or c in "\n\t\u00a0\u200c\u200d"))
