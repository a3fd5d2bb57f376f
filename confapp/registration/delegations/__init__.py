"""Delegations: their focal points, who is registered for them, and who comes in whose stead."""
