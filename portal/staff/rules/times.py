"""How long somebody stays signed in, and how long what opens a door stands."""

from datetime import timedelta

# P-03: polling is no activity; after this long a desk must be unlocked.
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)

# Being at work is written down no more often than this, unless somebody goes elsewhere.
SEEN_EVERY = timedelta(minutes=1)

# A passkey's question is answered in a minute or not at all.
CEREMONY = timedelta(minutes=5)

# An invitation outlasts a weekend; a request for a reset waits no longer for its second person.
INVITATION = timedelta(days=4)
RESET_STANDS = timedelta(days=1)

# A cover's pass outlasts the session's planned end by this much, since mornings run late; closing
# the session ends it at once.
COVER_STAYS = timedelta(hours=1)
