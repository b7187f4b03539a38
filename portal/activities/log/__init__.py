"""The log of what a union did: who took part, with what evidence, approved by whom."""
