"""Where the pages of registration hang."""

from flask import Blueprint

registration = Blueprint("registration", __name__)
