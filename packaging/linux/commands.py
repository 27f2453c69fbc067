"""The commands of `npqdesk --help`, from standard input, as the man page writes them."""

import re
import sys


def as_man_page(help_text: str) -> str:
    """One tagged paragraph for each command."""
    joined = re.sub(r"\n {10,}", " ", help_text)
    found = re.findall(r"^ {4}(\w+)\s+(\S.*)$", joined, re.MULTILINE)
    return "".join(f".TP\n.B {name}\n{' '.join(about.split())}\n" for name, about in found if name != "COMMAND")


if __name__ == "__main__":
    print(as_man_page(sys.stdin.read()), end="")
