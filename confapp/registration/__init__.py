"""Delegates: how they register, and their tickets."""
