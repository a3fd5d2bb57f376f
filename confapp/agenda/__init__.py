"""The programme: sessions and their items, and what is on now."""
