"""What is looked up: whose calendars there are, and what stands in one."""
