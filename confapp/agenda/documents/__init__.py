"""Documents of the conference and of its items: taken in, checked, kept and given out."""
