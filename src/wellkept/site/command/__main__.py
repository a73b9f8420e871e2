"""`python -m wellkept.site.command`, where the console script is not installed."""

import sys

from wellkept.site.command import main

sys.exit(main())
