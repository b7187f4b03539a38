"""Outstanding members referred to the Party, and members who help candidates."""
