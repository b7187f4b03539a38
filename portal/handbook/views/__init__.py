"""Pages of the handbook and of the support desk."""
