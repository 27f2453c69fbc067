"""What is kept of a letter beside its pages gives the very letter again."""

from dataclasses import replace

import pytest

from npqdesk.letters.as_kept import from_kept, to_kept
from npqdesk.letters.letter import Picture, SignOff
from tests.letters.sample_letters import samples


@pytest.mark.parametrize("kind", sorted(samples()))
def test_every_kind_is_the_same_again(kind):
    letter = samples()[kind]
    content, pictures = to_kept(letter)
    assert from_kept(content, pictures.__getitem__) == letter


def test_a_picture_is_kept_once_by_its_hash():
    picture = Picture(b"PNG", 30, 40, "Badge of Elm")
    signed = tuple(SignOff(name, "", signature=picture) for name in ("Jo", "Bo"))
    letter = replace(samples()["eligible"], blocks=signed)
    content, pictures = to_kept(letter)
    assert list(pictures.values()) == [b"PNG"]
    assert b"PNG" not in content
    assert from_kept(content, pictures.__getitem__) == letter


@pytest.mark.parametrize("kept", [b"", b"%PDF", to_kept(samples()["eligible"])[0][:-9]])
def test_what_cannot_be_read_is_no_letter(kept):
    with pytest.raises(ValueError, match="as this version keeps it"):
        from_kept(kept, lambda _digest: b"")
