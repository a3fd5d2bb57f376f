"""Opening the body's key for one run; the passphrase and the key are kept nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from confapp.certificates.signing import trust
from confapp.errors import Refusal
from confapp.i18n import date_short

if TYPE_CHECKING:
    from confapp.certificates.signing.signer import Key

# A key with a chain of certificates takes a few kilobytes.
LARGEST = 100_000
# All of it goes into every signature, for which 12 kB are reserved (pades.RESERVED_BYTES).
LARGEST_CHAIN = 10_000


def open_key(content: bytes, passphrase: str, *, at: datetime) -> Key:
    """The key in a PKCS#12 file; raises `Refusal` when it cannot sign at this time."""
    from confapp.certificates.signing.signer import Key, UnfitKey

    try:
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
