"""Numbers with what belongs to them: amounts, ranges, comparators, units, currencies."""
