"""Where a file's bytes are: in its own place, or unpacked into memory (never onto the disk)."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class Content:
    """A file's bytes. `unpacked` are those of the one file in a zip."""

    path: Path
    unpacked: bytes | None = None

    @property
    def name(self) -> str:
        """The name under which a sentence speaks of the file."""
        return self.path.name

    def opened(self) -> BinaryIO:
        """A stream of the bytes from their beginning."""
        return self.path.open("rb") if self.unpacked is None else io.BytesIO(self.unpacked)

    def whole(self) -> bytes:
        """All the bytes."""
        return self.path.read_bytes() if self.unpacked is None else self.unpacked

    def lines(self, encoding: str) -> io.TextIOWrapper:
        """A stream of the text, line ends as they stand."""
        return io.TextIOWrapper(self.opened(), encoding, newline="")


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex: what a file is known by."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
