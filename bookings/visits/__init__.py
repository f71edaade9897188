"""A visit from the first question to the day itself. It refuses to know how to reach anybody."""
