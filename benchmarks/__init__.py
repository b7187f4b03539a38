"""Speed as ratios taken in one run: machines are noisy, absolute times do not travel (quality.md)."""
