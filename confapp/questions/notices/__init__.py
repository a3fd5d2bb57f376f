"""What people are told about questions: which letters, when, and each in their language."""
