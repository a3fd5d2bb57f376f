"""What organisers note about a letter, and how they word one."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Optional

from confapp.forms import Form, at_most, line_field, needed, read
from confapp.i18n import LANGUAGES
from confapp.mail.placeholders import Placeholders
from confapp.mail.wording import Letter, Said


class ReturnForm(Form):
    note = line_field(_l("What the returned letter says"), longest=300, validators=[Optional()])


class WordingForm(Form):
    """A letter's words in both languages; `for_letter` says which placeholders it has."""

    subject_vi = line_field(_l("Subject"), longest=150)
    text_vi = TextAreaField(_l("Text"))
    subject_en = line_field(_l("Subject in English"), longest=150)
    text_en = TextAreaField(_l("Text in English"))

    @classmethod
    def for_letter(cls, letter: Letter, said: Mapping[str, Said]) -> "WordingForm":
        """The form with these words, or as it was sent."""
        defaults = {
            f"{part}_{language}": words
            for language, both in said.items()
            for part, words in zip(("subject", "text"), both, strict=True)
        }
        form = read(cls, **defaults)
        known = Placeholders(letter.placeholders, needed=letter.needed)
        for name in defaults:
            form[name].validators = _validators(name, known)
        return form

    @property
    def said(self) -> dict[str, Said]:
        """What the form says in each language, once it is valid."""
        return {
            language: (self[f"subject_{language}"].data, self[f"text_{language}"].data)
            for language in LANGUAGES
        }


def _validators(name: str, known: Placeholders) -> list[object]:
    if name.startswith("subject"):
        without = Placeholders(known.known)
        return [needed(_l("Please enter a subject.")), at_most(150), without]
    return [needed(_l("Please enter the text.")), at_most(5000), known]
