"""Every word that a person reads is in every catalogue, and no catalogue breaks a sentence.

`python -m tests.catalogues` names what is wrong; with `--write` it first brings the catalogues up
to what the sources say, and begins one for each language named after it: `pl` the one of the
pages, `messages/pl` the one of the messages. The catalogue of the source language holds no
translations: it is the list.
"""

from tests.catalogues.checking import problems
from tests.catalogues.files import write

__all__ = ["problems", "write"]
