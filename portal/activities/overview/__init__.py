"""What the union's work amounts to: figures, charts, the quarterly and yearly report."""
