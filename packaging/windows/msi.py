"""The MSI of an application folder, made with wixl:  msi.py FOLDER VERSION ICON INTO.msi

For every person on the computer, by an administrator or a tool of the school's network.  Properties, on the command
line of msiexec: SHAREDDATABASE (where the records are, for everybody), DOWNLOADS=no (the program never goes on the
internet).  Upgrades remember both; a policy of the network can say the same in the registry."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

HOUSE = UUID("5c2f4a8e-6f0b-4d6e-9d53-3e0d5b7a9c11")
"""Every other identifier follows from this one.  Never change it: upgrades know npqdesk by what it gives."""
PROPERTIES = {"SHAREDDATABASE": "Database", "DOWNLOADS": "Downloads"}
KEY = r"Software\npqdesk"


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """A part of the text, in its place."""
    return SubElement(parent, tag, attributes)


def guid(of: str) -> str:
    """The identifier of a part, the same in every version."""
    return str(uuid5(HOUSE, of)).upper()


def package(folder: Path, version: str, icon: str) -> Element:
    """The whole installer as WiX text."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = add(wix, "Product", Id="*", Name="npqdesk", Language="2057", Version=version)
    product.attrib |= {"Manufacturer": "npqdesk", "UpgradeCode": guid("upgrade")}
    about = "NPQ funding for a whole school office"
    kind = {"InstallerVersion": "500", "Compressed": "yes", "InstallScope": "perMachine"}
    add(product, "Package", Description=about, Manufacturer="npqdesk", **kind)
    add(product, "MediaTemplate", EmbedCab="yes")
    add(product, "MajorUpgrade", DowngradeErrorMessage="A newer npqdesk is here already. Nothing was changed.")
    add(product, "Icon", Id="npqdesk.ico", SourceFile=icon)
    add(product, "Property", Id="ARPPRODUCTICON", Value="npqdesk.ico")
    add(product, "Property", Id="ARPNOMODIFY", Value="1")
    for name, value in PROPERTIES.items():
        kept = add(product, "Property", Id=f"{name}_KEPT")
        search = {"Root": "HKLM", "Key": KEY, "Name": value, "Type": "raw", "Win64": "yes"}
        add(kept, "RegistrySearch", Id=f"Find{value}", **search)
    feature = add(product, "Feature", Id="npqdesk", Level="1", Title="npqdesk")
    root = add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = add(root, "Directory", Id="ProgramFiles64Folder")
    files = add(programs, "Directory", Id="INSTALLDIR", Name="npqdesk")
    _folder(files, folder, folder, feature)
    _shortcut(add(root, "Directory", Id="ProgramMenuFolder"), feature, about)
    _kept(files, feature)
    return wix


def _folder(parent: Element, folder: Path, top: Path, feature: Element) -> None:
    """A folder with all that is in it; its files are one component."""
    name = folder.relative_to(top).as_posix()
    files = sorted(each for each in folder.iterdir() if each.is_file())
    if files:
        component = _component(parent, feature, name)
        for number, file in enumerate(files):
            key = {"KeyPath": "yes"} if number == 0 else {}
            source = file.relative_to(top.parent).as_posix()  # wixl takes no other
            add(component, "File", Id=_id(file.relative_to(top)), Name=file.name, Source=source, **key)
    for each in sorted(each for each in folder.iterdir() if each.is_dir()):
        inside = add(parent, "Directory", Id=_id(each.relative_to(top)), Name=each.name)
        _folder(inside, each, top, feature)


def _shortcut(menu: Element, feature: Element, about: str) -> None:
    component = _component(menu, feature, "start menu")
    target = {"Target": "[INSTALLDIR]npqdesk.exe", "WorkingDirectory": "INSTALLDIR", "Icon": "npqdesk.ico"}
    add(component, "Shortcut", Id="StartMenu", Name="npqdesk", Description=about, **target)
    place = {"Root": "HKLM", "Key": KEY, "Name": "StartMenu", "Type": "integer", "Value": "1", "KeyPath": "yes"}
    add(component, "RegistryValue", **place)


def _kept(parent: Element, feature: Element) -> None:
    """What the properties say, written where the program reads it: as given now, or as it was before the upgrade."""
    for source, value, _when in written_when():
        component = _component(parent, feature, f"property {source}")
        place = {"Root": "HKLM", "Key": KEY, "Name": value, "Type": "string", "Value": f"[{source}]"}
        add(component, "RegistryValue", KeyPath="yes", **place)


def written_when() -> Iterator[tuple[str, str, str]]:
    """Each property that may be written, the value it goes into, and when."""
    for name, value in PROPERTIES.items():
        yield name, value, name
        yield f"{name}_KEPT", value, f"{name}_KEPT AND NOT {name}"


def finish(msi: Path) -> None:
    """What wixl has no words for: parts that depend on properties, and properties that an administrator may pass on."""
    names = ";".join(source for source, _value, _when in written_when())
    told = subprocess.run(["msiinfo", "export", str(msi), "Property"], capture_output=True, text=True, check=True)
    rows = dict(line.split("\t", 1) for line in told.stdout.splitlines() if "\t" in line)
    secure = f"{rows['SecureCustomProperties']};{names}"  # wixl's own, for upgrades, stay
    orders = [f"UPDATE `Property` SET `Value` = '{secure}' WHERE `Property` = 'SecureCustomProperties'"]
    for source, _value, when in written_when():
        known = _component_id(f"property {source}")
        orders.append(f"UPDATE `Component` SET `Condition` = '{when}' WHERE `Component` = '{known}'")
    for order in orders:
        subprocess.run(["msibuild", str(msi), "-q", order], check=True)


def _component(parent: Element, feature: Element, of: str) -> Element:
    known = _component_id(of)
    add(feature, "ComponentRef", Id=known)
    return add(parent, "Component", Id=known, Guid=guid(of), Win64="yes")


def _component_id(of: str) -> str:
    return f"c{uuid5(HOUSE, of).hex}"


def _id(path: Path) -> str:
    return f"i{uuid5(HOUSE, path.as_posix()).hex}"


def make(folder: Path, version: str, icon: Path, into: Path) -> None:
    """The MSI at `into`."""
    place, text = folder.parent, folder.with_suffix(".wxs")
    wix = package(folder, version, os.path.relpath(icon, place))
    indent(wix)
    text.write_bytes(tostring(wix, encoding="utf-8", xml_declaration=True))
    into.unlink(missing_ok=True)
    subprocess.run(["wixl", "--arch", "x64", "--output", str(into), text.name], check=True, cwd=place)
    text.unlink()
    finish(into)


if __name__ == "__main__":
    of, called, sign, to = sys.argv[1:]
    make(Path(of).resolve(), called, Path(sign).resolve(), Path(to).resolve())
