"""What came of a campaign: participation by unit, reports of the houses, the closing."""
