"""The same pack as a PDF for print: the content as data, which pack.typ sets."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from board import charts
from board.charts import Trend
from board.papers.committee_pack.content import Cover, Signal, Slide, Table, pack_of
from board.papers.office import qr
from board.papers.paper import address_of, code_of
from board.selection.selection import Choice
from board.text import committee_pack, papers

TEMPLATE = Path(__file__).with_name("pack.typ")


def pack_pdf(choice: Choice) -> bytes:
    """The pack of a choice as PDF, an A4 page a slide. What is said goes in as data, so nothing
    in it is markup; fonts are those inside typst, so every machine sets it alike."""
    told = {
        "title": papers.PAPERS["committee-pack"],
        "foot": committee_pack.pack_foot(choice, code_of("committee-pack", choice)),
        "qr": qr.svg(address_of(choice, "overview")),
        "qr_alt": papers.QR_ALT,
        "slides": [_told(slide) for slide in pack_of(choice)],
    }
    inputs = {"told": json.dumps(told, ensure_ascii=False)}
    return typst.compile(str(TEMPLATE), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)


def _told(slide: Slide) -> dict:
    """A slide as data, its chart as a picture."""
    match slide:
        case Cover() | Table():
            return {"kind": type(slide).__name__.lower(), **asdict(slide)}
        case Signal():
            note = f"{committee_pack.print_legend(slide.trend)} {slide.note}"
            chart = {"svg": drawn(slide.trend), "alt": committee_pack.chart_alt(slide)}
            return {
                "kind": "signal",
                "title": slide.title,
                "sentence": slide.sentence,
                "note": note,
                "chart": chart,
                "blanks": slide.blanks,
            }


def drawn(trend: Trend) -> str:
    """A trend as the SVG that the slide shows too."""
    return charts.print_trend(trend, font="Libertinus Serif")
