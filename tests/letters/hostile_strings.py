"""A hundred strings that try to break out of a letter, or to break it."""

MARKUP = (
    "<b>bold</b>", "</para>", "<para align=center>x</para>", "<font color=red size=90>x</font>", "<i>", "</b></i>",
    '<a href="https://evil.example/">here</a>', '<a name="x"/>', '<link href="file:///etc/passwd">x</link>',
    '<img src="/etc/passwd"/>', '<img src="https://evil.example/x.png" width="10" height="10"/>',
    '<img src="file:///C:/Windows/win.ini"/>', "<br/><br/><br/>", "<u>x</u><strike>y</strike>", "<super>2</super>",
    '<onDraw name="os.system" label="x"/>', '<seq id="x"/>', "<greek>a</greek>", "<unknown attr='1'>", "<!-- x -->",
    "<![CDATA[x]]>", '<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;', "<", ">",
    "<<>>", "&", "&&amp;", "&lt;b&gt;", "&nbsp;", "&#0;", "&#x1F600;", "&undefined;", "<script>alert(1)</script>",
    '" onload="x', "'><svg/onload=x>", "</style><style>*{}", "<index item='x'/>", "<bullet>x</bullet>",
    "<nobr>x y</nobr>",
)  # fmt: skip
TEMPLATES = (
    "{name}", "{0}", "{", "}", "{{x}}", "{__class__}", "{course!r:>99}", "%s", "%(name)s", "%", "%%", "%n%n%n", "$name",
    "${x}", "#{x}", "`x`", "**bold**", "*italic*", "[words](https://evil.example/)", "\\u0041", "\\n", "\\", "/", "//",
    ") Tj (", "(unbalanced", "endstream endobj", "/ActualText <FEFF>", "EMC", "BT ET Q q", "<FEFF0041>", "=1+1",
    "'; DROP TABLE person; --", "../../secret", "C:\\con", "|| true", "-", "…", "•", "“”’",
)  # fmt: skip
UNSEEN = (
    "Ann\x00a", "\x00", "\x1b[31mred", "a\tb", "a\nb\r\nc\rd", "\u202egnp.exe", "\u2066a\u2069\u200f\u200e", "a\u200bb",
    "\ufeffAnn", "soft\u00adhyphen", "\u2028a\u2029b", "a\u00a0b", "\x7f\x85\x9f", "\u2060\u180e\u034f",
    "e\u0301\u0323", "  two  spaces  ", "\u3000a\u2003b\u202fc",
)  # fmt: skip
REFUSED = (
    "😀",
    "👩🏽‍🏫",
    "🇬🇧",
    "\ud83d",
    "\ue000",
    "\U000f0041",
    "\uffff",
    "\ufffd",
    "a" + "\u0301" * 50,
    "𓀀",
    "\u0378",
)
"""What no letter can print: it says so."""
LONG = ("X" * 300, "W" * 1000, "Wolfeschlegel-steinhausen " * 20, "محمد" * 100, "李" * 400, "कृष्ण" * 80, "W" * 10_000)

PRINTED = (*MARKUP, *TEMPLATES, *UNSEEN)
