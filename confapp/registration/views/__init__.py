"""Pages of registration, by whom they serve."""

from confapp.registration.views import delegates as delegates
from confapp.registration.views import organisers as organisers
from confapp.registration.views.blueprint import registration as registration
