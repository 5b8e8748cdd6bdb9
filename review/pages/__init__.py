"""The pages, one module each: they turn requests into calls and results into templates."""
