"""What an import of a register file says: what was in it, what it changes, which rows were left out."""

from npqdesk.cli.paragraphs import counts, day, named, refusal, told_of_file
from npqdesk.services.keeping import Imported, PlacesPreview
from npqdesk.services.ofsted import OfstedPreview
from npqdesk.services.pupil_premium import PremiumPreview
from npqdesk.services.register_files import FilePreview, FilesPreview, OnePreview, register_name
from npqdesk.services.relations import RelationsPreview

FEW, MANY = 10, 100
"""How many changed or gone establishments, and how many refused rows, a report names."""


def report(preview: FilePreview) -> None:
    """Print what keeping a file would do, or that it was kept before; of a zip, of each file in it."""
    if isinstance(preview, FilesPreview):
        print(f"{preview.file_name}: {len(preview.parts)} files that are known")
        print(told_of_file(preview.told), end="")
        for part in preview.parts:
            _report_one(part)
    else:
        _report_one(preview)


def kept(preview: FilePreview, status: Imported | None) -> str:
    """What to say once it is kept."""
    if status is not None:
        places = "childcare providers" if isinstance(preview, OfstedPreview) else "establishments"
        return f"Kept. {status.known:,} {places} are known now."
    if isinstance(preview, PremiumPreview):
        return "Kept beside the register: a hint where the register has no number, never taken for it."
    return "Kept."


def _report_one(preview: OnePreview) -> None:
    print(f"{preview.file_name}: {_scope(preview)}, {preview.rows:,} rows")
    print(told_of_file(preview.told), end="")
    if preview.already is not None:
        already = preview.already
        when = "" if isinstance(already, bool) else f", on {day(already.imported_at)}"
        print(f"This file is already imported{when}. Nothing was changed.")
        return
    print(counts([*_counted(preview), ("refused", len(preview.refused))]))
    if isinstance(preview, OfstedPreview) and preview.nameless:
        print(f"  Ofsted withholds the names of {preview.nameless:,} of them.")
    if isinstance(preview, PlacesPreview):
        changes = [f"{one.urn} {one.name}: {one.what}" for one in preview.changes]
        print(named("changed", changes, most=FEW, of=preview.changed), end="")
        losses = [f"{one.urn} {one.name}" for one in preview.losses]
        print(named("gone", losses, most=FEW, of=preview.gone), end="")
    refused = [refusal(one.line, one.column, one.say) for one in preview.refused]
    print(named("refused", refused, most=MANY, of=len(refused)), end="")


def _scope(preview: OnePreview) -> str:
    if isinstance(preview, PremiumPreview):
        return f"pupil numbers of the pupil premium {preview.years}"
    if isinstance(preview, RelationsPreview):
        return f"{preview.kind.title.lower()} of {day(preview.as_at)}"
    return f"{register_name(preview)} of {day(preview.as_at)}"


def _counted(preview: OnePreview) -> list[tuple[str, int]]:
    """The counts that together with the rows refused are all rows."""
    if isinstance(preview, PremiumPreview):
        return [("schools", preview.kept), ("repeated", preview.repeated)]
    if isinstance(preview, RelationsPreview):
        return [
            ("new", preview.new),
            ("unchanged", preview.unchanged),
            ("no longer so", preview.ended),
            ("older than what is known (left)", preview.left),
            ("said more than once", preview.repeated),
        ]
    told = [
        ("new", preview.new),
        ("changed", preview.changed),
        ("unchanged", preview.unchanged),
        ("gone from the file (kept)", preview.gone),
        ("older than what is known (left)", preview.left),
    ]
    if isinstance(preview, OfstedPreview):
        told.append(("repeated", preview.repeated))
    elif preview.repeated:
        told.append(("in another file of the zip", preview.repeated))
    return told
