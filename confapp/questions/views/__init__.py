"""Pages of questions, by whom they serve; and the jobs, which the worker knows from here."""

from confapp.questions import personal as personal
from confapp.questions.notices import sweep as sweep
from confapp.questions.views import askers as askers
from confapp.questions.views import cards as cards
from confapp.questions.views import clerks as clerks
from confapp.questions.views import delegates as delegates
from confapp.questions.views import departments as departments
from confapp.questions.views import desk_acts as desk_acts
from confapp.questions.views import everybody as everybody
from confapp.questions.views import heads as heads
from confapp.questions.views import legal_reviewers as legal_reviewers
from confapp.questions.views import link_holders as link_holders
from confapp.questions.views import moderated_page as moderated_page
from confapp.questions.views import moderators as moderators
from confapp.questions.views import organisers as organisers
from confapp.questions.views import publications as publications
from confapp.questions.views import rearranging as rearranging
from confapp.questions.views import register as register
from confapp.questions.views import several as several
from confapp.questions.views import slip_books as slip_books
from confapp.questions.views import speakers as speakers
from confapp.questions.views import supporters as supporters
from confapp.questions.views import telephone as telephone
from confapp.questions.views import triage as triage
from confapp.questions.views import writers as writers
from confapp.questions.views.blueprint import questions as questions
