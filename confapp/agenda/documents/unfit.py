"""Why a file is not taken in, in a sentence that names it."""

from flask_babel import gettext as _

from confapp.errors import Refusal


class Unfit(Refusal):
    """A file that cannot be taken in."""


def not_as_named(name: str, kind: str) -> Unfit:
    return Unfit(
        _(
            "“%(name)s” is damaged or is not a %(kind)s file, whatever its name says. "
            "Please save it as %(kind)s once more in the program that it comes from.",
            name=name,
            kind=kind,
        )
    )
