"""Where the pages of the hall hang."""

from flask import Blueprint

hall = Blueprint("hall", __name__)
