"""Whether a signer's certificate comes from an authority that the installation trusts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


def names_roots() -> bool:
    """Whether the installation says which authorities it trusts (CONFAPP_SIGNING_ROOTS)."""
    return roots() is not None


def is_trusted(chain: Sequence[Certificate], *, at: datetime) -> bool:
    """Whether the first certificate leads to a trusted root over the others, at this time.

    Without roots every certificate does: people compare the name then.
    """
    pem = roots()
    if pem is None:
        return True
    from confapp.certificates.signing import checking

    return checking.leads_to(pem, chain, at=at)


def roots() -> bytes | None:
    """The certificates that it trusts (PEM), or nothing."""
    pem: bytes | None = current_app.config["SETTINGS"].signing_roots
    return pem
