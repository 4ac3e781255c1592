"""The commands of `footnote eval`, one file each. What they need is imported when they are run."""
