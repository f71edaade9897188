"""How long a joined visit can be taken apart again."""

from datetime import timedelta

# The same day: later, too much may have been written of the two as one.
UNDONE_WITHIN = timedelta(hours=16)
