"""The key of an issuing body, as a certification authority hands it out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TypeAlias

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

Key: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

BODY = "Bộ Khoa học và Công nghệ"
PASSPHRASE = "mật khẩu của văn thư"


def authority() -> tuple[bytes, bytes]:
    """The certificate of a certification authority (PEM), and a key file that it has handed out."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _named("Cơ quan chứng thực")
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    root = _certificate(name, key, name, key, usage, (2020, 2040))
    own = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    handed_out = _certificate(_named(BODY), own, name, key, usage, (2025, 2030))
    return root.public_bytes(serialization.Encoding.PEM), _packed(own, handed_out)


@cache
def key_file(
    *, first: int = 2025, last: int = 2030, curve: bool = False, sign: bool = True, others: int = 0
) -> bytes:
    """A PKCS#12 file whose certificate is signed by itself, and valid for these years."""
    key: Key = (
        ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    )
    usage = x509.KeyUsage(sign, sign, not sign, False, False, False, False, False, False)
    own = _certificate(_named(BODY), key, _named(BODY), key, usage, (first, last))
    years = [(2020, 2031 + year) for year in range(others)]
    named = _named("Cơ quan chứng thực")
    return _packed(key, own, [_certificate(named, key, named, key, usage, one) for one in years])


def key_file_of_hours() -> bytes:
    """One for which a passphrase has to be tried for minutes or hours."""
    file = Pfx.load(key_file())
    file["mac_data"]["iterations"] = 2**31 - 1
    packed: bytes = file.dump(force=True)
    return packed


def with_one_byte_changed(pdf: bytes) -> bytes:
    """The same file, with a letter of the page's content another."""
    place = pdf.index(b"stream") + 40
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _certificate(
    name: x509.Name,
    key: Key,
    issuer: x509.Name,
    issuers_key: Key,
    usage: x509.KeyUsage,
    years: tuple[int, int],
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(years[0], 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(years[1], 12, 31, tzinfo=UTC))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(usage.key_cert_sign, None), critical=True)
        .sign(issuers_key, hashes.SHA256())
    )


def _packed(
    key: Key, certificate: x509.Certificate, others: Sequence[x509.Certificate] = ()
) -> bytes:
    secret = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"key", key, certificate, others or None, secret)
