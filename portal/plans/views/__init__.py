"""Pages of plans and check-ups."""
