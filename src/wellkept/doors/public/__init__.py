"""The pages that everyone may read: home, the statement, notices, contacts, sign-in."""
