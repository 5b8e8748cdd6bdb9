"""The checks of inspections, by concept; ``nlp.inspection.engine`` lists them."""
