"""Where an event's own pages hang; its home shows the programme, so `agenda.views.home` has it."""

from flask import Blueprint

events = Blueprint("events", __name__)
