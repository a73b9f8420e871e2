"""Everything kept about people, sealed. Every public function takes the permit first, and the permit is the filter."""
