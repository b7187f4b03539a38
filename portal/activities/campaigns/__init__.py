"""Movements and campaigns: what is called for, and what came of it."""
