"""Says what is wrong with the catalogues; with `--write` after bringing them up to date."""

import sys
from pathlib import Path

from tests.catalogues import problems, write
from tests.catalogues.bare import bare_words
from tests.catalogues.lengths import too_long

ROOT = Path(__file__).parent.parent.parent

if sys.argv[1:2] == ["--write"]:
    write(ROOT, *sys.argv[2:])
# A catalogue that is broken cannot be measured.
found = list(problems(ROOT)) or list(too_long(ROOT))
found += bare_words(ROOT)
sys.stderr.writelines(f"{line}\n" for line in found)
sys.exit(1 if found else 0)
