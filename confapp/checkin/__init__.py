"""The door: who came to which session."""
