"""Questions in every state, as in the tests of the feature around this one."""

from tests.questions.conftest import fields as fields
from tests.questions.conftest import inside as inside
from tests.questions.conftest import questions as questions
