"""The shape of each criterion; thresholds come from the rule set, never from here."""
