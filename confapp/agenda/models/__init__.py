"""Tables of the programme: the draft, what was published of it, and the running day."""

from confapp.agenda.models.day import DayAct as DayAct
from confapp.agenda.models.draft import KINDS as KINDS
from confapp.agenda.models.draft import AgendaItem as AgendaItem
from confapp.agenda.models.draft import AgendaSession as AgendaSession
from confapp.agenda.models.draft import DraftStep as DraftStep
from confapp.agenda.models.draft import Speaker as Speaker
from confapp.agenda.models.places import Room as Room
from confapp.agenda.models.places import Site as Site
from confapp.agenda.models.published import ToldVersion as ToldVersion
from confapp.agenda.models.published import Version as Version
