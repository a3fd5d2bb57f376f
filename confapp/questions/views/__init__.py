"""Pages of questions, by whom they serve."""

from confapp.questions import personal as personal
from confapp.questions.views import askers as askers
from confapp.questions.views import delegates as delegates
from confapp.questions.views import departments as departments
from confapp.questions.views import everybody as everybody
from confapp.questions.views import heads as heads
from confapp.questions.views import moderators as moderators
from confapp.questions.views import speakers as speakers
from confapp.questions.views import supporters as supporters
from confapp.questions.views import writers as writers
from confapp.questions.views.blueprint import questions as questions
