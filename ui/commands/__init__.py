"""The commands of `footnote`, one file each."""
