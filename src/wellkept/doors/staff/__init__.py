"""The pages of the plan's own people."""
