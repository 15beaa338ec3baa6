"""The same pack as a PDF for print: the content as data, which pack.typ sets."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from board import charts
from board.charts.style import palette
from board.papers.committee_pack.content import PackContent
from board.papers.committee_pack.slides import Cover, Signal, Slide, Table
from board.papers.office import qr
from board.papers.paper import address_of
from board.text import committee_pack, papers

TEMPLATE = Path(__file__).with_name("pack.typ")


def as_pdf(content: PackContent) -> bytes:
    """The pack as PDF, an A4 page a slide. What is written goes in as data, so nothing in it is
    markup; fonts are those inside typst, so every machine sets it alike."""
    selection = content.selection
    pack = {
        "title": papers.PAPERS["committee-pack"],
        "foot": committee_pack.pack_foot(selection),
        "last_line": content.last_line,
        "qr": qr.svg(address_of(selection, "overview")),
        "qr_alt": papers.QR_ALT,
        "slides": [_as_data(slide) for slide in content.slides],
    }
    inputs = {"pack": json.dumps(pack, ensure_ascii=False)}
    return typst.compile(str(TEMPLATE), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)


def _as_data(slide: Slide) -> dict:
    """A slide as data, its chart as the SVG that the slide shows too."""
    match slide:
        case Cover() | Table():
            return {"kind": type(slide).__name__.lower(), **asdict(slide)}
        case Signal():
            svg = charts.slide_trend(slide.trend, palette=palette("light"), font="Libertinus Serif")
            return {
                "kind": "signal",
                "title": slide.title,
                "sentence": slide.sentence,
                "note": f"{committee_pack.print_legend(slide.trend)} {slide.note}",
                "chart": {"svg": svg, "alt": committee_pack.chart_alt(slide)},
                "facts": slide.facts,
            }
