"""Whether a code is a certificate's, and what to say of something that cannot be a code."""

import re

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp.certificates import codes
from confapp.certificates.models import Certificate
from confapp.database import db
from confapp.vietnamese import fold

LONGEST = 200
PAGE = re.compile(r"/verify/", re.IGNORECASE)
# 001/GCN-BKHCN, also with "Số:" before it.
NUMBER = re.compile(r"(so\s*:?\s*)?\d{1,6}\s*/\s*[a-z].*")


def certificate_with(typed: str) -> Certificate | None:
    """The certificate with this code, however it was typed."""
    possible = sa.select(Certificate).where(Certificate.code.in_(codes.readings(typed)))
    return db.session.scalars(possible.limit(1)).one_or_none()


def code_in(typed: str) -> str:
    """The letters of the code, without blanks, hyphens and the address that led to it."""
    *before, code = PAGE.split(typed[:LONGEST])
    if before:
        code = re.split(r"[?#/]", code)[0]
    return "".join(letter for letter in code if letter.isalnum())


def slip_in(typed: str) -> str:
    """What keeps this from being a code, in a sentence; empty if it may be one."""
    code = code_in(typed)
    if not typed.strip():
        return _("Please enter the code of the certificate.")
    if NUMBER.fullmatch(fold(typed)):
        return _("This is the number of a certificate; please enter the code of 16 characters.")
    if len(code) != codes.LETTERS:
        return ngettext(
            "A code has 16 letters and digits; %(num)d was entered.",
            "A code has 16 letters and digits; %(num)d were entered.",
            len(code),
        )
    if not codes.readings(code):
        return _("A code has only letters without marks and the digits 2 to 7.")
    return ""
