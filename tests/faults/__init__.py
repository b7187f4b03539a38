"""Kill things while people sit an exam, and count what was lost (`make faults`; minutes)."""
