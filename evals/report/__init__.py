"""Reports: what was measured, as a page to read, as Markdown and as JSON."""
