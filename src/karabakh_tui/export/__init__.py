"""Taking it along: records as citations, quotations, bibliographic entries and text that keeps who says so."""
