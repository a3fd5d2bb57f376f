"""PAdES with pyHanko: a key that lives as long as its run, signing a file, checking one.

Import it where it is needed: pyHanko takes half a second, which only who signs should pay.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final, TypeVar

from asn1crypto import pem, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from confapp.signature_field import NAME

DIGEST: Final = "sha256"
# More than a signature with its chain of certificates takes; measuring would sign everything twice.
RESERVED_BYTES: Final = 24 * 1024
MAY_SIGN: Final = {"digital_signature", "non_repudiation"}
Result = TypeVar("Result")


class UnfitKey(Exception):
    """The file is no PKCS#12 with a key that may sign, or the passphrase is another one."""


class Broken(Exception):
    """The file has no signature, or one that does not fit its content."""


@dataclass(frozen=True)
class Signature:
    """Who signed a whole file, as the signature itself says."""

    signer: str
    # The signer's certificate, then those that came with it.
    chain: tuple[x509.Certificate, ...]


class Key(Signer):
    """The body's key and its certificates, in memory only."""

    def __init__(self, content: bytes, passphrase: str) -> None:
        try:
            own, certificate, others = pkcs12.load_key_and_certificates(
                content, passphrase.encode()
            )
        except ValueError as error:
            raise UnfitKey from error
        if not isinstance(own, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or not certificate:
            raise UnfitKey
        self._key = own
        self.chain = [_as_asn1(one) for one in (certificate, *others)]
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(self.chain[1:])
        super().__init__(signing_cert=self.certificate, cert_registry=store)

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def name(self) -> str:
        return _name(self.certificate.subject)

    @property
    def valid_from(self) -> datetime:
        valid_from: datetime = self.certificate.not_valid_before
        return valid_from

    @property
    def valid_until(self) -> datetime:
        valid_until: datetime = self.certificate.not_valid_after
        return valid_until

    @property
    def may_sign(self) -> bool:
        usage = self.certificate.key_usage_value
        return usage is None or bool(MAY_SIGN & usage.native)

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        # pyHanko's own signer reads the key anew for each file, which takes most of its time.
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


def sign(pdf: bytes, key: Key, *, place: str) -> bytes:
    """The same bytes with the signature added after them; no later change is allowed."""
    about = PdfSignatureMetadata(
        field_name=NAME,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        location=place,
    )
    signer = PdfSigner(about, key)
    writer = _Addition(BytesIO(pdf))
    signed = awaited(
        signer.async_sign_pdf(writer, existing_fields_only=True, bytes_reserved=RESERVED_BYTES)
    )
    content: bytes = signed.getvalue()
    return content


def check(pdf: bytes) -> Signature:
    """The signature that covers the whole file; raises `Broken`.

    Whether its certificate can be trusted is for whoever takes the file in to say.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        if not signatures:
            raise Broken
        last = signatures[-1]
        nobody = ValidationContext(trust_roots=[last.signer_cert])
        status = awaited(async_validate_pdf_signature(last, nobody))
    except (PdfError, SignatureValidationError, ValueError) as error:
        raise Broken from error
    is_whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and is_whole):
        raise Broken
    chain = (last.signer_cert, *last.other_embedded_certs)
    return Signature(_name(last.signer_cert.subject), chain)


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


def awaited(work: Coroutine[object, object, Result]) -> Result:
    """What pyHanko's asynchronous work comes to.

    It has a thread, for the caller's may have an event loop that runs: a browser's, a server's.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(work)).result()


class _Addition(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: pyHanko would also write the metadata anew, and not
    as PDF/A asks."""

    def _update_meta(self) -> None:
        """The metadata stay as they were printed."""


def _as_asn1(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _name(name: x509.Name) -> str:
    parts = name.native
    said = parts.get("common_name") or parts.get("organization_name") or name.human_friendly
    return said if isinstance(said, str) else ", ".join(said)
