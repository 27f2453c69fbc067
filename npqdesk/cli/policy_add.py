"""`npqdesk policy add FILE [--preview] | remove ID`: a funding year of the office's own, until a release carries it."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands
from npqdesk.cli.paragraphs import day, paragraph
from npqdesk.cli.policy_compare import comparison_text
from npqdesk.cli.recheck import answers, differing_text
from npqdesk.cli.records import records

if TYPE_CHECKING:
    from npqdesk.services.added_policies import PolicyPreview


def add_to(group: Commands) -> None:
    """The commands and their options, in the group `policy`."""
    adding = group.add("add", "add a policy file of your own: checked, shown, then kept", _add)
    adding.add_argument("file", metavar="FILE", help="the policy file")
    adding.add_argument("--preview", action="store_true", help="only show what adding it would change; keep nothing")
    removing = group.add("remove", "remove a policy that was added; answers that rest on it keep its text", _remove)
    removing.add_argument("id", metavar="ID", help="such as 2027-autumn or 2027-autumn/2")


def _add(arguments: argparse.Namespace) -> int:
    from npqdesk.services.added_policies import NotProven, keep_policy, preview_policy

    with records(arguments) as desk:
        try:
            preview = preview_policy(desk(), Path(arguments.file))
        except NotProven as refused:
            for finding in refused.findings:
                print(finding)
            raise
        print("\n\n".join(_preview(preview)), end="\n\n")
        if preview.already:
            here = "comes with npqdesk" if preview.already == "shipped" else "was added before"
            print(f"This very text {here}. Nothing was changed.")
        elif arguments.preview:
            print("Nothing was kept. Without --preview it is added.")
        else:
            keep_policy(desk(), preview)
            print(f"Added. `npqdesk policy remove {preview.row.name}` takes it out again.")
    return 0


def _preview(preview: "PolicyPreview") -> Iterator[str]:
    """What it is, what differs from the edition before, which kept answers would be others; a text for each."""
    row = preview.row
    head = [
        f"{preview.file_name}: {row.title}, edition {row.edition} ({row.name}), {row.status}",
        paragraph(f"For {' and '.join(row.starts)}; decisions from {day(row.decided_from)}."),
        f"SHA-256 {preview.edition.hash}",
        *map(paragraph, preview.notes),
    ]
    yield "\n".join(head)
    yield from map(comparison_text, preview.comparisons)
    if not preview.already:
        many = answers(len(preview.flips), "kept") if preview.flips else "no kept answer"
        yield "\n".join([f"It would change {many}.", *differing_text(preview.flips)])


def _remove(arguments: argparse.Namespace) -> int:
    from npqdesk.services.added_policies import added_policy, remove_policy

    with records(arguments) as desk:
        text_hash, name = added_policy(desk().rulebook, arguments.id)
        remove_policy(desk(), text_hash)
    print(f"Removed: {name}. Answers that rest on it keep its text.")
    return 0
