"""Conversations that are kept: where, for whom, and how an answer goes on while nobody looks."""
