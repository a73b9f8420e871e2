"""The pages of the provider portal: for the people of a doctor's office who sign on for it."""
