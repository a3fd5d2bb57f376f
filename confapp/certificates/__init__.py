"""Certificates: who earned one, their numbers, their paper, and how a stranger checks one."""
