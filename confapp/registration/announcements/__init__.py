"""Announcements: a letter of the organisers to some or all delegates."""
