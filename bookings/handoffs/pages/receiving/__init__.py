"""The pages of those who receive: the tray, the packet, what they answer, and their team."""
