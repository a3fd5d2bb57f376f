"""A delegate's own data: what is held, for how long, and how it is forgotten."""
