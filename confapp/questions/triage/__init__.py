"""What moderators do with questions: what waits, what can be done now, several at once, undo."""
