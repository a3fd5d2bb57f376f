"""Where the pages of certificates hang: in an event, and for verifying outside of any."""

from flask import Blueprint

from confapp.certificates.owning import certificate_of

certificates = Blueprint("certificates", __name__)
verification = Blueprint("verification", __name__)

certificates.add_app_template_global(certificate_of)
