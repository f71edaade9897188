"""Who works here: accounts, ways to sign in, and who is signed in now.

It refuses to know what anybody works on: an organisation and a worker are bare ids to it.
"""
