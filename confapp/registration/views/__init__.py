"""Pages of registration, by whom they serve; and its jobs, which the worker knows from here."""

from confapp.registration import enclosing as enclosing
from confapp.registration import headcount as headcount
from confapp.registration import programme_changes as programme_changes
from confapp.registration.views import announcements as announcements
from confapp.registration.views import calendars as calendars
from confapp.registration.views import delegates as delegates
from confapp.registration.views import delegation as delegation
from confapp.registration.views import focal_points as focal_points
from confapp.registration.views import invitations as invitations
from confapp.registration.views import lists as lists
from confapp.registration.views import organisers as organisers
from confapp.registration.views import own_place as own_place
from confapp.registration.views import personal as personal
from confapp.registration.views import places as places
from confapp.registration.views import replacements as replacements
from confapp.registration.views.blueprint import registration as registration
