"""Progress of a load: a bar where a person watches, a line a step where a program does."""

import sys

from tqdm import tqdm

from etl import words


class Progress:
    """Says which step works on what, and how much of the files has been read."""

    def __init__(self):
        self.bar = None

    def expect(self, size: int) -> None:
        """The files to read hold `size` bytes together."""
        if sys.stderr.isatty():
            self.bar = tqdm(total=size, unit="B", unit_scale=True, leave=False)

    def step(self, name: str, what: str) -> None:
        """One of the five steps begins on `what`, a file or a snapshot."""
        if self.bar is None:
            print(f"{words.commands.STEPS[name]} {what}".rstrip(), file=sys.stderr, flush=True)
        else:
            self.bar.set_description(f"{words.commands.STEPS[name]} {what}"[:60])

    def read(self, size: int) -> None:
        """`size` more bytes were read."""
        if self.bar is not None:
            self.bar.update(size)

    def close(self) -> None:
        """Takes the bar off the screen; a sentence that follows starts on a line of its own."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None
