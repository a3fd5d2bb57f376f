"""Names of up to 400 characters: a letter may carry many marks."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

TABLES = ('registration', 'people_user')


def upgrade() -> None:
    _retype(200, 400)


def downgrade() -> None:
    _retype(400, 200)


def _retype(before: int, after: int) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        _rewrite_schema(f'full_name VARCHAR({before})', f'full_name VARCHAR({after})')
        return
    for table in TABLES:
        op.alter_column(table, 'full_name', type_=sa.String(after), existing_nullable=False)


def _rewrite_schema(before: str, after: str) -> None:
    # SQLite stores no lengths, so only the words of the schema change, as its documentation of
    # ALTER TABLE describes: a copy of the table would take along whoever refers to it.
    bind = op.get_bind()
    version = bind.exec_driver_sql('PRAGMA schema_version').scalar_one()
    bind.exec_driver_sql('PRAGMA writable_schema = ON')
    for table in TABLES:
        bind.execute(
            sa.text('UPDATE sqlite_schema SET sql = replace(sql, :before, :after) WHERE name = :table'),
            {'before': before, 'after': after, 'table': table},
        )
    bind.exec_driver_sql(f'PRAGMA schema_version = {version + 1}')
    bind.exec_driver_sql('PRAGMA writable_schema = OFF')
