"""Pages of the programme, by whom they serve."""

from confapp.agenda.views import day as day
from confapp.agenda.views import document_details as document_details
from confapp.agenda.views import document_intake as document_intake
from confapp.agenda.views import documents as documents
from confapp.agenda.views import home as home
from confapp.agenda.views import items as items
from confapp.agenda.views import organisers as organisers
from confapp.agenda.views import papers as papers
from confapp.agenda.views import publishing as publishing
from confapp.agenda.views import rooms as rooms
from confapp.agenda.views import sessions as sessions
from confapp.agenda.views import sites as sites
from confapp.agenda.views import speakers as speakers
from confapp.agenda.views import visitors as visitors
from confapp.agenda.views.blueprint import agenda as agenda
