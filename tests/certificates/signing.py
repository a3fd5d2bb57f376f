"""The key of an issuing body, as a certification authority hands it out."""

from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

BODY = "Bộ Khoa học và Công nghệ"
PASSPHRASE = "mật khẩu của văn thư"


@cache
def key_file(
    *, first: int = 2025, last: int = 2030, curve: bool = False, sign: bool = True
) -> bytes:
    """A PKCS#12 file whose certificate is valid from the first to the last year."""
    key = (
        ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, BODY)])
    usage = x509.KeyUsage(sign, sign, not sign, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(first, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(last, 12, 31, tzinfo=UTC))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"key",
        key,
        certificate,
        None,
        serialization.BestAvailableEncryption(PASSPHRASE.encode()),
    )


def with_one_byte_changed(pdf: bytes) -> bytes:
    """The same file, with a letter of the page's content another."""
    place = pdf.index(b"stream") + 40
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
