"""What is installed, what is in use, and whether it is in order. Nothing is fetched and nothing is made."""
