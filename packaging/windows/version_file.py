"""The version resource as PyInstaller on Windows reads it:  version_file.py VERSION INTO"""

import sys
from pathlib import Path

TEXT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x4, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable('080904B0', [
      StringStruct('CompanyName', 'npqdesk'),
      StringStruct('FileDescription', 'npqdesk'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('LegalCopyright', 'MIT licence; see Help, About npqdesk'),
      StringStruct('ProductName', 'npqdesk'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x809, 1200])])
  ]
)
"""

if __name__ == "__main__":
    version, into = sys.argv[1:]
    numbers = tuple(int(each) for each in f"{version}.0".split("."))
    Path(into).write_text(TEXT.format(version=version, numbers=numbers), encoding="utf-8")
