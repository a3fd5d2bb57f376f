"""Where the pages of certificates hang: in an event, and for verifying outside of any."""

from flask import Blueprint

from confapp.certificates import batches, bringing, paper_states, showing, standing
from confapp.certificates.owning import certificate_of, last_of
from confapp.certificates.rules import terms

certificates = Blueprint("certificates", __name__)
verification = Blueprint("verification", __name__)

certificates.add_app_template_global(certificate_of)
certificates.add_app_template_global(last_of, "last_certificate_of")
certificates.add_app_template_global(standing.standing_of, "certificate_standing")
certificates.add_app_template_global(standing.label_of, "certificate_label")
certificates.add_app_template_global(standing.tone_of, "certificate_tone")
certificates.add_app_template_global(standing.labels, "certificate_labels")
certificates.add_app_template_global(paper_states.label_of, "paper_label")
certificates.add_app_template_global(paper_states.tone_of, "paper_tone")
certificates.add_app_template_global(paper_states.labels, "paper_labels")
certificates.add_app_template_global(paper_states.state_of, "paper_state")
certificates.add_app_template_global(batches.state_of, "batch_state")
certificates.add_app_template_global(batches.label_of, "batch_label")
certificates.add_app_template_global(batches.tone_of, "batch_tone")
certificates.add_app_template_global(batches.labels, "batch_labels")
certificates.add_app_template_global(showing.kind_of, "kind_of_certificate")
certificates.add_app_template_global(showing.title_of, "title_on_certificate")
certificates.add_app_template_global(showing.date_of, "date_on_certificate")
certificates.add_app_template_global(terms.terms, "certificate_terms")
certificates.add_app_template_global(bringing.signed_file_of)
