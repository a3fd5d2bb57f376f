"""A certificate with its digital signature against the smallest WeasyPrint document, CPU time."""

import tempfile
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from weasyprint import HTML

from bench._measuring import cpu_seconds
from bench.certificates import PRINTED
from confapp import create_app
from confapp.certificates.printing import print_certificate
from confapp.certificates.signing.pades import sign
from confapp.certificates.signing.signer import Key

AT_MOST = 4


def main() -> None:
    key = Key(_key_file("bench"), "bench")
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"CONFAPP_DATA_DIR": folder})
        with app.app_context():
            ours, smallest = cpu_seconds(
                lambda: sign(print_certificate(PRINTED, for_signing=True), key, place="Hà Nội"),
                lambda: HTML(string="<p>hi").write_pdf(),
            )
    print(f"signing\t{ours / smallest:.2f} × the smallest document (at most {AT_MOST})")


def _key_file(passphrase: str) -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bench")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today)
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    secret = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"key", key, certificate, None, secret)


if __name__ == "__main__":
    main()
