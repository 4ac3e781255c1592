"""Whether a sentence stands in the abstracts: attribution, rules, entailment."""
