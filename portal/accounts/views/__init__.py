"""Pages at the door, of officers, and of the audit trail."""
