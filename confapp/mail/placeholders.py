"""Words of organisers with places for a person's own: `$name`, from a fixed list, and no more."""

from collections.abc import Collection, Mapping
from string import Template

from flask_babel import lazy_gettext as _l
from wtforms import Form, ValidationError
from wtforms.fields import Field

from confapp.mail.links import marked


class Placeholders:
    """Refuses, at its field, an unknown placeholder, a `$` that stands alone, and a missing one."""

    def __init__(self, known: Collection[str], *, needed: Collection[str] = ()) -> None:
        self.known, self.needed = known, needed

    def __call__(self, _form: Form, field: Field) -> None:
        template = Template(field.data or "")
        if not template.is_valid():
            raise ValidationError(
                _l("A $ stands before no placeholder. Please write $$ for the sign itself.")
            )
        used = template.get_identifiers()
        unknown = [name for name in used if name not in self.known]
        if unknown:
            raise ValidationError(
                _l(
                    "There is no placeholder %(unknown)s here. These may be used: %(known)s",
                    unknown=f"${unknown[0]}",
                    known=", ".join(f"${name}" for name in self.known),
                )
            )
        missing = [name for name in self.needed if name not in used]
        if missing:
            raise ValidationError(
                _l("This letter needs the placeholder %(name)s.", name=f"${missing[0]}")
            )


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """The text with each person's words in their places; a `Link` among them becomes a link."""
    return Template(marked(text)).substitute({name: marked(word) for name, word in words.items()})
