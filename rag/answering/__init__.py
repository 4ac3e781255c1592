"""From evidence to an answer: the draft, its check, its composition, or a refusal."""
