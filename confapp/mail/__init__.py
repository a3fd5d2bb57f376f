"""Mail: a row in the same transaction as what caused it; the worker sends it."""
