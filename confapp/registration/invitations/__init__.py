"""Invitations: whoever others have registered says for themselves whether they come."""
