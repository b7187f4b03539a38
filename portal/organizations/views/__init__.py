"""Pages of houses (for Khối), of units, settings and holidays."""
