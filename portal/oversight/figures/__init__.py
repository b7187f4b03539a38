"""The figures that the rooms of oversight share; each is one grouped statement for all houses."""
