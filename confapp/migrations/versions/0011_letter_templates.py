"""Letters that fail, come back and can be worded; announcements."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_outage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_error', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_outage'))
    )
    with op.batch_alter_table('mail_outage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_outage_ended_at'), ['ended_at'], unique=False)


def downgrade() -> None:
    op.drop_table('mail_outage')
