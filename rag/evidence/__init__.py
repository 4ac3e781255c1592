"""From papers to the sentences that the model is shown."""
