"""The day itself: who has come, who is with whom, and how each one's morning ended.

It refuses to know how a visit is booked by herself, and what is passed on to a service afterwards.
"""
