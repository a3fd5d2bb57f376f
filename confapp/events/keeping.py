"""How long what an event holds about people is kept, unless the event says otherwise.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: personal data are kept no longer than their purpose asks.
The spans are house settings and no law: each event carries its own dates.
"""

from datetime import date

from sqlalchemy.engine.default import DefaultExecutionContext

REGISTRATIONS_YEARS, CERTIFICATES_YEARS = 1, 10


def years_after(day: date, years: int) -> date:
    """The same day so many years later; for 29 February the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)


def a_year(context: DefaultExecutionContext) -> date:
    """Until when a new event keeps registrations and what hangs on them."""
    return years_after(_starts_on(context), REGISTRATIONS_YEARS)


def ten_years(context: DefaultExecutionContext) -> date:
    """Until when a new event keeps its register of certificates."""
    return years_after(_starts_on(context), CERTIFICATES_YEARS)


def _starts_on(context: DefaultExecutionContext) -> date:
    told: dict[str, date] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return told["starts_on"]
