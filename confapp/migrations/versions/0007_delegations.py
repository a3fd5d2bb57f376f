"""Focal points, replacements and invitations."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('mail_message', sa.Column('enclosure', sa.String(length=80), nullable=True))
    op.create_table('registration_focal_point',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('province_id', sa.Integer(), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('named_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('named_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(province_id is null) <> (department_id is null)', name=op.f('ck_registration_focal_point_of_one')),
    sa.ForeignKeyConstraint(['department_id'], ['event_department.id'], name=op.f('fk_registration_focal_point_department_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_registration_focal_point_event_id')),
    sa.ForeignKeyConstraint(['named_by_id'], ['people_user.id'], name=op.f('fk_registration_focal_point_named_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['province_id'], ['event_province.id'], name=op.f('fk_registration_focal_point_province_id')),
    sa.ForeignKeyConstraint(['user_id'], ['people_user.id'], name=op.f('fk_registration_focal_point_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_focal_point')),
    sa.UniqueConstraint('event_id', 'user_id', name=op.f('uq_registration_focal_point_event_id_user_id'))
    )
    op.create_index(op.f('ix_registration_focal_point_user_id'), 'registration_focal_point', ['user_id'], unique=False)
    op.create_table('registration_invitation',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_registration_invitation_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_registration_invitation'))
    )
    op.create_table('registration_replacement',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('by_registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_registration_id'], ['registration.id'], name=op.f('fk_registration_replacement_by_registration_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_registration_replacement_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_registration_replacement')),
    sa.UniqueConstraint('by_registration_id', name=op.f('uq_registration_replacement_by_registration_id'))
    )
    op.create_table('registration_invitation_answer',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_accepted', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration_invitation.registration_id'], name=op.f('fk_registration_invitation_answer_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_registration_invitation_answer'))
    )
    op.create_table('registration_invitation_reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration_invitation.registration_id'], name=op.f('fk_registration_invitation_reminder_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_invitation_reminder'))
    )
    op.create_index(op.f('ix_registration_invitation_reminder_registration_id'), 'registration_invitation_reminder', ['registration_id'], unique=False)


def downgrade() -> None:
    op.drop_column('mail_message', 'enclosure')
    op.drop_index(op.f('ix_registration_invitation_reminder_registration_id'), table_name='registration_invitation_reminder')
    op.drop_table('registration_invitation_reminder')
    op.drop_table('registration_invitation_answer')
    op.drop_table('registration_replacement')
    op.drop_table('registration_invitation')
    op.drop_index(op.f('ix_registration_focal_point_user_id'), table_name='registration_focal_point')
    op.drop_table('registration_focal_point')
