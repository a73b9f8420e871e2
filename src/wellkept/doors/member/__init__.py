"""The pages of a signed-in member, and of whoever acts for one."""
