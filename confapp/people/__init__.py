"""Accounts and how people sign in."""
