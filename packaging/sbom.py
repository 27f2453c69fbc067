"""The list of everything that is shipped with npqdesk, as CycloneDX 1.6, held to its schema:  sbom.py [INTO.json]"""

import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from npqdesk.services.licences import Part, parts

LOCK = Path(__file__).parent / "locks/ship.txt"
SHIPPED = tomllib.loads((Path(__file__).parent / "shipped.toml").read_text(encoding="utf-8"))


def locked() -> set[str]:
    """The libraries that come from PyPI, by the names that it knows them by."""
    return set(re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def is_shipped(part: Part) -> bool:
    """Whether this library goes into the packages; some that others ask for stay behind."""
    known = f"{re.sub('[-.]', '_', part.name)}-{part.version}.dist-info/METADATA".lower()
    return not any(fnmatch(known, each) for each in SHIPPED["python"]["left_out"])


def component(part: Part, libraries: set[str]) -> Component:
    """One part as the list names it."""
    name = re.sub(r"[-_.]+", "-", part.name).lower()
    address = PackageURL(type="pypi", name=name, version=part.version) if name in libraries else None
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        licenses=[DisjunctiveLicense(name=part.licence)],
        purl=address,
        bom_ref=f"{name}@{part.version}".removesuffix("@"),
    )


def bill() -> str:
    """The whole list as text; exit 1 where it is not as its schema asks."""
    mine, *others = parts()
    made = Bom(components=[component(part, locked()) for part in others if is_shipped(part)])
    program = Component(name=mine.name, version=mine.version, type=ComponentType.APPLICATION, bom_ref=mine.name)
    made.metadata.component = program
    made.register_dependency(program, made.components)
    text: str = JsonV1Dot6(made).output_as_string(indent=2)
    mistake = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if mistake:
        sys.exit(str(mistake))
    return text


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(bill(), encoding="utf-8")
    else:
        print(bill())
