"""Measures of answers, one small file for each family."""
