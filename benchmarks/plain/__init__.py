"""The peer of the claims page: a plain Django view on a plain table, with the same template."""
