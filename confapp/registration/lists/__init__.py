"""Lists of delegates as offices send them: reading the file, understanding it, taking it in."""
