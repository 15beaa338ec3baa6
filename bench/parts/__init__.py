"""The parts of the bench, a module each: what is measured, in tables of figures."""

from bench.figures import Measure
from bench.parts import browser, day, load, pages, papers, peers

# Name → the title of its section of docs/benchmarks.md, and what measures it.
PARTS: dict[str, tuple[str, Measure]] = {
    "load": ("Load: from CSV to published snapshot", load.tables),
    "day": ("One more day, an entry, letters", day.tables),
    "pages": ("Questions of the pages", pages.tables),
    "papers": ("Papers and files", papers.tables),
    "browser": ("In the browser", browser.tables),
    "peers": ("Beside a page as tutorials write it", peers.tables),
}
