"""Facts in, verdict out: the admission rules as pure code over dated data (docs: eligibility)."""
