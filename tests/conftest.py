"""Qt draws into memory in every test; nothing needs a screen."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
