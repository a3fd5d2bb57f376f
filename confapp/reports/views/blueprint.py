"""Where the organisers' pages hang."""

from flask import Blueprint

from confapp.mail import delivery

reports = Blueprint("reports", __name__)
reports.add_app_template_filter(delivery.state_of, "letter_state")
reports.add_app_template_filter(delivery.label_of, "letter_label")
reports.add_app_template_filter(delivery.tone_of, "letter_tone")
reports.add_app_template_filter(delivery.explained, "explained")
