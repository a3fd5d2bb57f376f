"""The form on which an answer is written, with the provisions that it rests on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.events.models import LegalDocument
from confapp.forms import Form, at_most, line_field
from confapp.questions.answering import KINDS
from confapp.questions.forms import counted, trimmed
from confapp.questions.legal_documents import force, offering
from confapp.questions.models import Answer, Citation

LONGEST = 20_000
ROWS = range(1, 21)
PARTS = ("article", "clause", "point")


class AnswerForm(Form):
    """A draft; `hand_in` says that it is to go to the head."""

    saves = HiddenField(default="0")
    text = TextAreaField(_l("Answer"), filters=[trimmed], validators=[Optional(), at_most(LONGEST)])
    kind = RadioField(
        _l("Kind of answer"),
        choices=[SelectChoice(code, words) for code, words in KINDS.items()],
        validate_choice=False,
        validators=[Optional()],
    )
    has_no_provision = BooleanField(_l("There is no provision on this yet"))
    hand_in = SubmitField()
    # Without scripts, one more row for a citation is asked of the server.
    one_more = SubmitField()

    @property
    def saves_seen(self) -> int:
        """How often the draft had been saved when its writer opened the page."""
        return counted(self.saves.data)

    def offer(self, documents: Sequence[LegalDocument], *, on: date) -> None:
        """Fill in the documents that can be cited, and what is to be said of them on that day."""
        self._documents = {str(document.id): document for document in documents}
        none = SelectChoice("", _l("-- Choose --"))
        choices = [none, *(offering.choice(one, on=on) for one in documents)]
        for row in ROWS:
            self[f"decree_{row}"].choices = choices
        self._on = on

    def warning(self, row: int) -> str:
        """What to know about the document of this row, if it is not in force."""
        chosen = self._documents.get(self[f"decree_{row}"].data or "")
        return force.warning(chosen, self._on) if chosen else ""

    @property
    def citations(self) -> list[Citation]:
        """The rows that name a document, once the form is valid."""
        return [self._citation(row) for row in ROWS if self[f"decree_{row}"].data]

    @property
    def most_rows(self) -> int:
        return len(ROWS)

    @property
    def shown_rows(self) -> range:
        """The rows for citations that the page shows: those filled in, and one more if asked."""
        filled = [row for row in ROWS if any(self._parts(row)) or self[f"decree_{row}"].errors]
        shown = max(filled, default=1) + bool(self.one_more.data)
        return range(1, min(shown, len(ROWS)) + 1)

    def rests_on_the_same(self, answer: Answer) -> bool:
        """Whether the kind and the provisions are those that the answer was saved with."""
        saved = as_fields(answer)
        names = [name for name in self.data if name not in ("saves", "text", "hand_in", "one_more")]
        return all((self[name].data or None) == (saved.get(name) or None) for name in names)

    def validate_kind(self, field: Field) -> None:
        if field.data is not None and field.data not in KINDS:
            raise ValidationError(_l("Please choose what kind of answer it is."))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        for row in ROWS:
            self._check_row(row)
        if self.hand_in.data:
            self._check_complete()
        return is_valid and not self.errors

    def _check_row(self, row: int) -> None:
        decree, article = self[f"decree_{row}"], self[f"article_{row}"]
        if decree.data and decree.data not in self._documents:
            decree.errors.append(_l("Please choose a document from the list."))
        elif decree.data and not article.data:
            article.errors.append(_l("Please name the article."))
        elif not decree.data and any(self._parts(row)):
            decree.errors.append(_l("Please choose the document."))

    def _check_complete(self) -> None:
        if not self.text.data:
            self.text.errors.append(_l("Please write the answer."))
        if not self.kind.data:
            self.kind.errors.append(_l("Please choose what kind of answer it is."))
        has_citation = any(self[f"decree_{row}"].data for row in ROWS)
        if not has_citation and not self.has_no_provision.data:
            self.has_no_provision.errors.append(
                _l("Please cite at least one provision, or tick that there is none.")
            )

    def _parts(self, row: int) -> list[str | None]:
        return [self[f"{part}_{row}"].data for part in ("decree", *PARTS)]

    def _citation(self, row: int) -> Citation:
        named = {part: self[f"{part}_{row}"].data or "" for part in PARTS}
        return Citation(document=self._documents[self[f"decree_{row}"].data], **named)


def _add_row(row: int) -> None:
    decree = SelectField(_l("Document"), validators=[Optional()], validate_choice=False)
    setattr(AnswerForm, f"decree_{row}", decree)
    for part, label in zip(PARTS, (_l("Article"), _l("Clause"), _l("Point")), strict=True):
        setattr(AnswerForm, f"{part}_{row}", line_field(label, longest=10, validators=[Optional()]))


for _row in ROWS:
    _add_row(_row)


def as_fields(answer: Answer | None) -> dict[str, object]:
    """What a draft says, for the form."""
    if answer is None:
        return {}
    fields: dict[str, object] = {
        "saves": str(answer.saves),
        "text": answer.text,
        "kind": answer.kind,
        "has_no_provision": answer.has_no_provision,
    }
    for row, citation in zip(ROWS, answer.citations, strict=False):
        fields[f"decree_{row}"] = str(citation.decree_id)
        fields |= {f"{part}_{row}": getattr(citation, part) for part in PARTS}
    return fields
