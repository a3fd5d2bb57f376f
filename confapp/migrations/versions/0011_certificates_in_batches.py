"""Certificates that supersede one another or are revoked, and batches in which they are issued."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

KEPT = ('event_id', 'number', 'code', 'issued_at', 'issued_by_id', 'supersedes_id')


def upgrade() -> None:
    _make_batches()
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('batch_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('supersedes_id', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('reason', sa.String(length=500), nullable=False, server_default='')
        )
        batch_op.add_column(sa.Column('told_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint('uq_certificate_registration_id', type_='unique')
        batch_op.create_unique_constraint('uq_certificate_supersedes_id', ['supersedes_id'])
        batch_op.create_foreign_key(
            'fk_certificate_batch_id', 'certificate_batch', ['batch_id'], ['id'], ondelete='SET NULL'
        )
        batch_op.create_foreign_key(
            'fk_certificate_supersedes_id', 'certificate', ['supersedes_id'], ['id']
        )
        batch_op.create_index('ix_certificate_batch_id', ['batch_id'])
        batch_op.create_index('ix_certificate_registration_id', ['registration_id'])
        batch_op.create_index(
            'uq_certificate_first', ['registration_id'], unique=True,
            sqlite_where=sa.text('supersedes_id is null'),
            postgresql_where=sa.text('supersedes_id is null'),
        )
    # Until now the letter was written with the number, before there was a file.
    op.execute('UPDATE certificate SET told_at = issued_at')
    op.create_table('certificate_revocation',
    sa.Column('certificate_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_certificate_revocation_by_id')),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_certificate_revocation_certificate_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('certificate_id', name=op.f('pk_certificate_revocation'))
    )
    op.create_table('certificate_register_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.JSON(), nullable=False),
    sa.Column('lines', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by_id'], ['people_user.id'], name=op.f('fk_certificate_register_paper_asked_by_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_certificate_register_paper_event_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_register_paper')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_certificate_register_paper_event_id', 'certificate_register_paper', ['event_id'])
    _refuse_to_change_what_was_issued()


def _make_batches() -> None:
    op.create_table('certificate_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_for', sa.Integer(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by_id'], ['people_user.id'], name=op.f('fk_certificate_batch_asked_by_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_certificate_batch_event_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_batch')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_certificate_batch_event_id', 'certificate_batch', ['event_id'])
    op.create_index(
        'uq_certificate_batch_unfinished', 'certificate_batch', ['event_id'], unique=True,
        sqlite_where=sa.text('finished_at is null'),
        postgresql_where=sa.text('finished_at is null'),
    )
    op.create_table('certificate_batch_pause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['certificate_batch.id'], name=op.f('fk_certificate_batch_pause_batch_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_certificate_batch_pause_by_id')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['people_user.id'], name=op.f('fk_certificate_batch_pause_ended_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_batch_pause'))
    )
    op.create_index('ix_certificate_batch_pause_batch_id', 'certificate_batch_pause', ['batch_id'])
    op.create_index(
        'uq_certificate_batch_pause_open', 'certificate_batch_pause', ['batch_id'], unique=True,
        sqlite_where=sa.text('ended_at is null'),
        postgresql_where=sa.text('ended_at is null'),
    )


def _refuse_to_change_what_was_issued() -> None:
    # The words may only change when their person is forgotten. A later migration that makes
    # SQLite's table anew (batch_alter_table) must make this trigger anew too.
    words = 'OLD.printed IS NOT NEW.printed AND NEW.registration_id IS NOT NULL'
    changed = ' OR '.join([*(f'OLD.{name} IS NOT NEW.{name}' for name in KEPT), f'({words})'])
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            'CREATE TRIGGER certificate_update_refused BEFORE UPDATE ON certificate '
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, 'certificate is issued'); END"
        )
        return
    changed = changed.replace('IS NOT NEW', 'IS DISTINCT FROM NEW')
    changed = changed.replace('.printed', '.printed::text')
    op.execute(
        'CREATE FUNCTION certificate_update_refused() RETURNS trigger LANGUAGE plpgsql AS '
        "$$ BEGIN RAISE EXCEPTION 'certificate is issued'; END $$"
    )
    op.execute(
        'CREATE TRIGGER certificate_update_refused BEFORE UPDATE ON certificate '
        f'FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION certificate_update_refused()'
    )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == 'sqlite'
    op.execute('DROP TRIGGER certificate_update_refused' + ('' if sqlite else ' ON certificate'))
    if not sqlite:
        op.execute('DROP FUNCTION certificate_update_refused()')
    op.drop_table('certificate_register_paper')
    op.drop_table('certificate_revocation')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index('uq_certificate_first')
        batch_op.drop_index('ix_certificate_registration_id')
        batch_op.drop_index('ix_certificate_batch_id')
        batch_op.drop_constraint('fk_certificate_supersedes_id', type_='foreignkey')
        batch_op.drop_constraint('fk_certificate_batch_id', type_='foreignkey')
        batch_op.drop_constraint('uq_certificate_supersedes_id', type_='unique')
        batch_op.create_unique_constraint('uq_certificate_registration_id', ['registration_id'])
        for name in ('told_at', 'reason', 'supersedes_id', 'batch_id'):
            batch_op.drop_column(name)
    op.drop_table('certificate_batch_pause')
    op.drop_table('certificate_batch')
