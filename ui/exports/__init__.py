"""A conversation and its cited papers in the formats in which others read them."""
