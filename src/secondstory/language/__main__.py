"""``python -m secondstory.language`` is ``secondstory check``."""

import sys

from secondstory.language.command import main

sys.exit(main(sys.argv[1:]))
