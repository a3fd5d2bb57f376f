"""The forms of documents: sending files, and saying who may read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import (
    DateTimeLocalField,
    FileField,
    MultipleFileField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.agenda.documents.intake import Sent, Terms
from confapp.agenda.documents.kinds import ACCEPTED, LARGEST_FILE, LARGEST_SENDING
from confapp.agenda.documents.models import PUBLIC, REGISTERED, Document
from confapp.agenda.documents.names import cleaned
from confapp.agenda.models import AgendaItem
from confapp.clock import VIETNAM
from confapp.database import Words
from confapp.forms import Form, OnceForm, line_field, needed
from confapp.i18n import clock_time, local

MOST_FILES = 20
YEARS = range(2000, 2100)
AUDIENCES = {PUBLIC: _l("Everybody"), REGISTERED: _l("Only those who take part")}


class MomentField(DateTimeLocalField):
    """A day and a time of day as clocks in Viet Nam show it."""

    data: datetime | None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("The day or the time is not valid.")) from None

    def pre_validate(self, form: Form) -> None:
        if self.data is not None and self.data.year not in YEARS:
            raise ValidationError(_l("The day or the time is not valid."))


class TermsForm(Form):
    """Who may read, and from when on."""

    audience = RadioField(
        _l("Who may read"),
        choices=[SelectChoice(audience, name) for audience, name in AUDIENCES.items()],
        default=PUBLIC,
        validate_choice=False,
    )
    opens_at = MomentField(
        _l("Hidden until"), format="%Y-%m-%dT%H:%M", tz=VIETNAM, validators=[Optional()]
    )

    def validate_audience(self, field: Field) -> None:
        if field.data not in AUDIENCES:
            raise ValidationError(_l("Please choose from the list."))

    @property
    def terms(self) -> Terms:
        return Terms(self.audience.data, self.opens_at.data)


class DocumentsForm(OnceForm, TermsForm):
    """Several files at once, on the same terms."""

    files = MultipleFileField(_l("Files"), render_kw={"accept": ACCEPTED})
    item = SelectField(_l("Belongs to"), default="", validate_choice=False)

    items: Sequence[AgendaItem]
    largest_file, largest_sending = LARGEST_FILE, LARGEST_SENDING

    def offer(self, items: Sequence[AgendaItem]) -> None:
        """Let the documents belong to the conference, or to one of these items."""
        self.items = items
        self.item.choices = [
            SelectChoice("", _("The conference as a whole")),
            *(
                SelectChoice(str(item.id), f"{clock_time(item.starts_at)} {local(item.title)}")
                for item in items
            ),
        ]

    def belongs_to(self, item: AgendaItem) -> None:
        """Let the documents belong to this item, without asking."""
        self.items, self.item.data = [item], str(item.id)
        self.item.choices = []

    def validate_files(self, field: Field) -> None:
        if not self.sent:
            raise ValidationError(_l("Please choose at least one file."))
        if len(self.sent) > MOST_FILES:
            raise ValidationError(_l("At most %(most)s files at once, please.", most=MOST_FILES))

    def validate_item(self, field: Field) -> None:
        if field.data and self.chosen_item is None:
            raise ValidationError(_l("Please choose from the list."))

    @property
    def sent(self) -> list[Sent]:
        return _sent(self.files.data or [])

    @property
    def chosen_item(self) -> AgendaItem | None:
        return next((one for one in self.items if str(one.id) == self.item.data), None)


class DocumentForm(TermsForm):
    """What a document is called, and on which terms it is there."""

    title_vi = line_field(
        _l("Title of the document (Vietnamese)"),
        longest=300,
        validators=[needed(_l("Please enter the title."))],
    )
    title_en = line_field(
        _l("Title of the document (English)"), longest=300, validators=[Optional()]
    )

    @property
    def title(self) -> Words:
        return Words(self.title_vi.data or "", self.title_en.data or "")


class FileForm(Form):
    """One file in place of another."""

    file = FileField(_l("Newer file"), render_kw={"accept": ACCEPTED})

    def validate_file(self, field: Field) -> None:
        if not self.sent:
            raise ValidationError(_l("Please choose a file."))

    @property
    def sent(self) -> list[Sent]:
        return _sent([self.file.data] if self.file.data else [])


def as_fields(document: Document) -> dict[str, Any]:
    """The document as its form shows it."""
    return {
        "title_vi": document.title.vi,
        "title_en": document.title.en,
        "audience": document.audience,
        "opens_at": document.opens_at,
    }


def _sent(files: Sequence[FileStorage]) -> list[Sent]:
    # A field that was left empty is sent as a file without a name.
    named = [file for file in files if isinstance(file, FileStorage) and file.filename]
    return [Sent(cleaned(file.filename or ""), file.stream) for file in named]
