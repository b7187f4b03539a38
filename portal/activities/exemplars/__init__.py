"""Good people, good deeds: a story approved twice before everybody reads it (letter 1849, 1.b)."""
