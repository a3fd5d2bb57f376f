"""The issuing body's key for pyHanko, which lives as long as its run.

Import it where it is needed: pyHanko takes half a second, which only who signs should pay.
"""

from datetime import datetime
from typing import Final

from asn1crypto import tsp, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.sign.attributes import (
    CMSAttributeProvider,
    SignedAttributeProviderSpec,
    SigningCertificateV2Provider,
)
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

MAY_SIGN: Final = {"digital_signature", "non_repudiation"}


class UnfitKey(Exception):
    """The file is no PKCS#12 with a key that may sign, or the passphrase is another one."""


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
        self.signed_attr_prov_spec = _Attributes(self.certificate)

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def name(self) -> str:
        return name_of(self.certificate.subject)

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


class _Attributes(SignedAttributeProviderSpec):
    """What a PAdES signature says beside the file's digest: which certificate has signed."""

    def __init__(self, certificate: x509.Certificate) -> None:
        self._providers = [_NamedSigner(certificate)]

    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> list[CMSAttributeProvider]:
        return [*self._providers]


class _NamedSigner(SigningCertificateV2Provider):
    """The signer's certificate (RFC 5035), encoded once: anew for each file it would take more
    time than all the rest of a signature."""

    def __init__(self, certificate: x509.Certificate) -> None:
        super().__init__(certificate)
        self._encoded: bytes = as_signing_certificate_v2(certificate).dump()

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        return tsp.SigningCertificateV2.load(self._encoded)


def name_of(name: x509.Name) -> str:
    """Whom a certificate names: the common name, else the organisation, as far as it is seen."""
    parts = name.native
    said = parts.get("common_name") or parts.get("organization_name") or name.human_friendly
    words = said if isinstance(said, str) else ", ".join(said)
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable())


def _as_asn1(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
