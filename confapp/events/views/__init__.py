"""Pages of an event itself: who acts for its departments."""

from confapp.events.views import departments as departments
from confapp.events.views.blueprint import events as events
