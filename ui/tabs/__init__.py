"""The tabs of the page, one module each: the parts of a tab, and which handler each of them calls."""
