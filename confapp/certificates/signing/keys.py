"""Opening the body's key for one run; the passphrase and the key are kept nowhere."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import datetime
from typing import TYPE_CHECKING, Final

from flask_babel import gettext as _

from confapp import confined
from confapp.certificates.signing import trust
from confapp.errors import Refusal
from confapp.i18n import date_short

if TYPE_CHECKING:
    from confapp.certificates.signing.signer import Key

# A key with a chain of certificates takes a few kilobytes.
LARGEST = 100_000
# All of it goes into every signature, for which 12 kB are reserved (pades.RESERVED_BYTES).
LARGEST_CHAIN = 10_000
OPENING: Final = "confapp.certificates.signing.opening"
CPU_SECONDS: Final = 3
WITHIN_SECONDS: Final = 20


def open_key(content: bytes, passphrase: str, *, at: datetime) -> Key:
    """The key in a PKCS#12 file; raises `Refusal` when it cannot sign at this time."""
    from confapp.certificates.signing.signer import Key, UnfitKey

    try:
        if not _opens(content, passphrase):
            raise UnfitKey
        key = Key(content, passphrase)
    except UnfitKey:
        raise Refusal(
            _("The key cannot be opened: the passphrase is not right, or this is no PKCS#12 file.")
        ) from None
    if sum(len(one.dump()) for one in key.chain) > LARGEST_CHAIN:
        raise Refusal(_("There are too many certificates in the key file."))
    if not key.may_sign:
        raise Refusal(_("The certificate of this key is not for signing."))
    if not key.valid_from <= at <= key.valid_until:
        first, last = date_short(key.valid_from), date_short(key.valid_until)
        raise Refusal(
            _(
                "The certificate of this key is valid from %(first)s to %(last)s.",
                first=first,
                last=last,
            )
        )
    if not trust.is_trusted(key.chain, at=at):
        raise Refusal(
            _("The certificate of this key does not come from an authority that is trusted here.")
        )
    return key


def _opens(content: bytes, passphrase: str) -> bool:
    """Whether it does, in a sane time: a file may ask for hours, in which everybody would wait."""
    question = {"file": b64encode(content).decode(), "passphrase": passphrase}
    asked = json.dumps(question).encode()
    answered = confined.ask(OPENING, asked, cpu_seconds=CPU_SECONDS, within_seconds=WITHIN_SECONDS)
    return answered.lines == [b"opened"]
