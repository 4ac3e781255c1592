"""How a person asks and reads: the web page and the command line."""
