"""Suggesting the domain that a question is about, from its words."""
