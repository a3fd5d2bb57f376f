"""Pages of the hall, by whom they serve."""

from confapp.hall import personal as personal
from confapp.hall.views import audience as audience
from confapp.hall.views import moderators as moderators
from confapp.hall.views.blueprint import hall as hall
