"""Events, their departments, domains, provinces and roles."""
