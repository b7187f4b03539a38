"""The endpoints for programs, and the page about them for people."""
