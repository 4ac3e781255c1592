"""How good is it? Measures of the pipeline, and reports of them."""
