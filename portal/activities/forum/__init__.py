"""Questions and answers on a campaign or a class, under names and read before they appear."""
