"""What she agreed to pass on, to whom, what came of it, and that nobody is lost on the way.

It refuses to know the record: what a receiver reads is a frozen copy of what she said yes to.
"""
