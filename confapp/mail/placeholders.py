"""Words of organisers with places for a person's own: `$name`, from a fixed list, and no more."""

from collections.abc import Collection, Mapping
from string import Template

from flask_babel import lazy_gettext as _l
from wtforms import Form, ValidationError
from wtforms.fields import Field

from confapp.mail.links import marked


class Placeholders:
    """Refuses, at its field, a placeholder that is not known and a `$` that stands alone."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known

    def __call__(self, _form: Form, field: Field) -> None:
        template = Template(field.data or "")
        if not template.is_valid():
            raise ValidationError(
                _l("A $ stands before no placeholder. Please write $$ for the sign itself.")
            )
        unknown = [name for name in template.get_identifiers() if name not in self.known]
        if unknown:
            raise ValidationError(
                _l(
                    "There is no placeholder %(unknown)s here. These may be used: %(known)s",
                    unknown=f"${unknown[0]}",
                    known=", ".join(f"${name}" for name in self.known),
                )
            )


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """The text with each person's words in their places; a `Link` among them becomes a link."""
    return Template(marked(text)).substitute({name: marked(word) for name, word in words.items()})
