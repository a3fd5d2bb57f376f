"""Where the pages of the hall hang, and what it tells the pages of questions."""

from flask import Blueprint

from confapp.hall.turns import turn_of

hall = Blueprint("hall", __name__)

hall.add_app_template_global(turn_of)
