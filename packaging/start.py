"""Where the packaged program starts."""

import sys
from multiprocessing import freeze_support

from npqdesk.app import main

if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
