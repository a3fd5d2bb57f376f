"""Where the pages of certificates hang: in an event, and for verifying outside of any."""

from flask import Blueprint

from confapp.certificates import bringing, showing
from confapp.certificates.owning import certificate_of

certificates = Blueprint("certificates", __name__)
verification = Blueprint("verification", __name__)

certificates.add_app_template_global(certificate_of)
certificates.add_app_template_global(showing.kind_of, "kind_of_certificate")
certificates.add_app_template_global(showing.title_of, "title_on_certificate")
certificates.add_app_template_global(showing.date_of, "date_on_certificate")
certificates.add_app_template_global(bringing.signed_file_of)
