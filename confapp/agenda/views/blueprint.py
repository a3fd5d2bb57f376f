"""Where the pages of the programme hang."""

from flask import Blueprint

agenda = Blueprint("agenda", __name__)
