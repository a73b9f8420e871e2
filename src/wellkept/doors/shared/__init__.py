"""What all doors have in common: the page frame, headers and cookies, refusals, languages."""
