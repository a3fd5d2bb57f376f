"""The form on which a delegate asks."""

from collections.abc import Sequence
from functools import cached_property

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import lazyload
from werkzeug.datastructures import FileStorage
from wtforms import FileField, HiddenField, RadioField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.agenda.documents.intake import Sent
from confapp.agenda.documents.names import cleaned
from confapp.database import db
from confapp.events.models import Domain, Event, LegalDocument
from confapp.forms import OnceForm, line_field, needed
from confapp.i18n import local
from confapp.questions.enclosing import ACCEPTED, LARGEST_FILE
from confapp.questions.forms import question_field
from confapp.questions.models import Reference

YES, NO = "yes", "no"
NOT_SURE = "not_sure"
MOST_SHOWN = 10

NAMED_DOMAIN = (
    sa.select(Domain)
    .where(Domain.event_id == sa.bindparam("event_id"), Domain.code == sa.bindparam("code"))
    .options(lazyload(Domain.departments))
)


def part_field(label: str) -> Field:
    """An article, a clause or a point: a number or a letter or two."""
    return line_field(label, longest=10, validators=[Optional()])


class QuestionForm(OnceForm):
    """What a delegate asks."""

    # Who was signed in when it was written: what waits on a phone is sent for nobody else.
    sender = HiddenField()
    similar_shown = HiddenField()
    text = question_field(_l("Question"))
    domain = RadioField(
        _l("Domain"),
        choices=[],
        default=NOT_SURE,
        validate_choice=False,
        validators=[needed(_l("Please choose a domain."))],
    )
    shows_name = RadioField(
        _l("Show my name"),
        choices=[
            SelectChoice(NO, _l("No, show the province only")),
            SelectChoice(YES, _l("Yes, show my name")),
        ],
        default=NO,
        validate_choice=False,
    )
    document = line_field(_l("Document"), longest=200)
    article = part_field(_l("Article"))
    clause = part_field(_l("Clause"))
    point = part_field(_l("Point"))
    attachment = FileField(_l("Attached file"), render_kw={"accept": ACCEPTED})

    largest_file = LARGEST_FILE

    # What is asked about; for the answers alone, its domains need not be read.
    event: Event

    def offer(self, documents: Sequence[LegalDocument]) -> None:
        """Fill in the domains of the event, and the documents that a question may be about."""
        self.documents = documents
        named = [SelectChoice(one.code, local(one.name)) for one in self.event.domains]
        self.domain.choices = [*named, SelectChoice(NOT_SURE, _l("Not sure"))]

    def validate_domain(self, field: Field) -> None:
        if field.data != NOT_SURE and self.chosen_domain is None:
            raise ValidationError(_l("Please choose a domain from the list."))

    def validate_similar_shown(self, field: Field) -> None:
        # Written by our script: what it cannot have written is not worth a sentence.
        if self.numbers_shown is None:
            field.data = ""

    def validate_document(self, field: Field) -> None:
        if not field.data and (self.article.data or self.clause.data or self.point.data):
            raise ValidationError(_l("Please name the document."))

    @cached_property
    def chosen_domain(self) -> Domain | None:
        """The domain that the asker named; nothing when the words are to say it."""
        named = {"event_id": self.event.id, "code": self.domain.data}
        return db.session.scalars(NAMED_DOMAIN, named).one_or_none()

    @property
    def reference(self) -> Reference | None:
        if not self.document.data:
            return None
        parts = {name: self[name].data or "" for name in ("article", "clause", "point")}
        return Reference(document=self.document.data, **parts)

    @property
    def file(self) -> Sent | None:
        # A field that was left empty is sent as a file without a name.
        sent = self.attachment.data
        if not isinstance(sent, FileStorage) or not sent.filename:
            return None
        return Sent(cleaned(sent.filename), sent.stream)

    @property
    def numbers_shown(self) -> list[int] | None:
        """The similar questions that the asker saw; nothing if none could be shown."""
        shown = self.similar_shown.data or ""
        if shown == "none":
            return []
        parts = [part for part in shown.split(",") if part.isascii() and part.isdigit()]
        return [int(part) for part in parts if len(part) < 7][:MOST_SHOWN] or None
