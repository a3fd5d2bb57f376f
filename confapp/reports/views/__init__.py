"""The organisers' pages about the conference as a whole."""

from confapp.reports.views import letter_texts as letter_texts
from confapp.reports.views import letters as letters
from confapp.reports.views import overview as overview
from confapp.reports.views.blueprint import reports as reports
