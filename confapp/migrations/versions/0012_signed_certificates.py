"""Signed files of certificates, and the copies that are signed elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

UNCHANGEABLE = ('certificate_signed_file', 'certificate_signing_copy')


def upgrade() -> None:
    op.create_table(
        'certificate_signed_file',
        sa.Column('certificate_id', sa.Integer(), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('content', sa.LargeBinary(), nullable=False),
        sa.Column('signer', sa.Text(), nullable=False),
        sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_certificate_signed_file_certificate_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('certificate_id', name=op.f('pk_certificate_signed_file')),
    )
    with op.batch_alter_table('certificate_signed_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_signed_file_sha256'), ['sha256'], unique=False)
    op.create_table(
        'certificate_signing_copy',
        sa.Column('certificate_id', sa.Integer(), nullable=False),
        sa.Column('content', sa.LargeBinary(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_certificate_signing_copy_certificate_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('certificate_id', name=op.f('pk_certificate_signing_copy')),
    )
    with op.batch_alter_table('certificate_file', schema=None) as batch_op:
        batch_op.create_index('ix_certificate_file_sha256', ['sha256'], unique=False)
    for table in UNCHANGEABLE:
        _refuse_changes(table)


def downgrade() -> None:
    for table in UNCHANGEABLE:
        op.drop_table(table)
        if op.get_bind().dialect.name == 'postgresql':
            op.execute(f'DROP FUNCTION {table}_update_refused()')
    with op.batch_alter_table('certificate_file', schema=None) as batch_op:
        batch_op.drop_index('ix_certificate_file_sha256')


def _refuse_changes(table: str) -> None:
    name, sentence = f'{table}_update_refused', f'{table} is append-only'
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            f'CREATE TRIGGER {name} BEFORE UPDATE ON {table} '
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
        return
    op.execute(
        f'CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
    )
    op.execute(
        f'CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()'
    )
