"""The hall: what is put before everybody, and the screen."""
