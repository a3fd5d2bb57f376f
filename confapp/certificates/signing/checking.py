"""What a signed file says of itself: who signed it, and whether that holds for all of it.

Import it where it is needed: pyHanko takes half a second, which only who signs should pay.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import pem, x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from confapp.certificates.signing.additions import leaves_the_paper
from confapp.certificates.signing.pades import awaited
from confapp.certificates.signing.signer import name_of

# What pyHanko comes to with files that no program would write, beside its own errors.
UNREADABLE: Final = (
    PdfError,
    SignatureValidationError,
    UnsupportedAlgorithm,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


class Broken(Exception):
    """The file has no signature, or one that does not fit its content."""


class Overpainted(Exception):
    """The signature is valid, for a page that is not the one which was given away."""


@dataclass(frozen=True)
class Signature:
    """Who signed a whole file, as the signature itself says."""

    signer: str
    # The signer's certificate, then those that came with it.
    chain: tuple[x509.Certificate, ...]


def check(pdf: bytes) -> Signature:
    """The signature that covers the whole file; raises `Broken`.

    Whether its certificate can be trusted is for whoever takes the file in to say.
    """
    with _unreadable_is_broken():
        return _signature_in(PdfFileReader(BytesIO(pdf)))


def check_addition(pdf: bytes) -> Signature:
    """The same for a file that came back: raises `Overpainted` if it shows another page now."""
    with _unreadable_is_broken():
        reader = PdfFileReader(BytesIO(pdf))
        signature = _signature_in(reader)
        if not leaves_the_paper(reader):
            raise Overpainted
    return signature


@contextmanager
def _unreadable_is_broken() -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise Broken from error


def _signature_in(reader: PdfFileReader) -> Signature:
    signatures = reader.embedded_regular_signatures
    if not signatures:
        raise Broken
    last = signatures[-1]
    nobody = ValidationContext(trust_roots=[last.signer_cert])
    status = awaited(async_validate_pdf_signature(last, nobody))
    is_whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and is_whole):
        raise Broken
    chain = (last.signer_cert, *last.other_embedded_certs)
    return Signature(name_of(last.signer_cert.subject), chain)


def leads_to(roots: bytes, chain: Sequence[x509.Certificate], *, at: datetime) -> bool:
    """Whether the first certificate leads over the others to one of the roots (PEM)."""
    own, *others = chain
    trusted = [x509.Certificate.load(der) for _, _, der in pem.unarmor(roots, multiple=True)]
    context = ValidationContext(trust_roots=trusted, other_certs=others, moment=at)
    path = CertificateValidator(own, others, context).async_validate_path()
    try:
        awaited(path)
    except (PathError, ValidationError):
        return False
    return True
