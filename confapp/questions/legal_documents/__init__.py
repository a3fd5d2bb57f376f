"""The legal documents that answers may cite: their kinds, who keeps them, where they are used."""
