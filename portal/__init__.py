"""What any discreet portal needs: the way in, sealing, words, limits and the record.

It refuses to know what a visit, a service or a weekly session is.
"""
