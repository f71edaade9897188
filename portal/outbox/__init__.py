"""What is to be sent, and the one way out. It refuses to know whom a message is for: no number and
no word ever stands in its tables, and whether anything may go is decided above, each time anew."""
