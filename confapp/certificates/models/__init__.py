"""Certificates, what became of them, their files, and the batches in which they are issued."""

from confapp.certificates.models.batch import CertificateBatch as CertificateBatch
from confapp.certificates.models.batch import CertificateBatchPause as CertificateBatchPause
from confapp.certificates.models.certificate import LONGEST_REASON as LONGEST_REASON
from confapp.certificates.models.certificate import Certificate as Certificate
from confapp.certificates.models.certificate import CertificateRevocation as CertificateRevocation
from confapp.certificates.models.file import CertificateFailure as CertificateFailure
from confapp.certificates.models.file import CertificateFile as CertificateFile
from confapp.certificates.models.file import SignedFile as SignedFile
from confapp.certificates.models.file import SigningCopy as SigningCopy
from confapp.certificates.models.register_paper import RegisterPaper as RegisterPaper
