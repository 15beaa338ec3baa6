"""The same pack as a PDF for print: the content as data, which pack.typ sets."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from board.charts.axes import said, said_short
from board.charts.style import palette
from board.charts.trend_series import Trend
from board.papers.committee_pack.content import MONTHS_NAMED, Cover, Signal, Slide, Table, pack_of
from board.papers.office import qr
from board.papers.paper import address_of, code_of
from board.selection.selection import Choice
from board.text import committee_pack, dates, papers

TEMPLATE = Path(__file__).with_name("pack.typ")
COLOURS = palette("light")
MARKS = {"improvement": "diamond", "concern": "square"}


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
    """A slide as data; a chart's places as fractions of its width and height."""
    match slide:
        case Cover() | Table():
            return {"kind": type(slide).__name__.lower(), **asdict(slide)}
        case Signal():
            note = f"{committee_pack.print_legend(slide.trend)} {slide.note}"
            return {"kind": "signal", **asdict(slide), "note": note, "trend": drawn(slide.trend)}


def drawn(trend: Trend) -> dict:
    """A trend as lines, bands, points and labels between 0 and 1."""
    last, span = max(len(trend.months) - 1, 1), trend.high - trend.low
    every = -(-len(trend.months) // MONTHS_NAMED)

    def up(value: float) -> float:
        return (value - trend.low) / span

    def line(values) -> list[list[list[float]]]:
        """The stretches of a line between its gaps."""
        stretches: list[list[list[float]]] = [[]]
        for i, value in enumerate(values):
            if value is None:
                stretches.append([])
            else:
                stretches[-1].append([i / last, up(value)])
        return [one for one in stretches if one]

    bands = [
        [*low, *reversed(high)]
        for low, high in zip(line(trend.lower), line(trend.upper), strict=True)
    ]
    steps = [trend.low + i * trend.step for i in range(int(span / trend.step + 1e-6) + 1)]
    return {
        "actual": line(trend.values),
        "mean": line(trend.mean),
        "bands": bands,
        "target": None if trend.target is None else up(trend.target),
        "target_said": None if trend.target is None else said_short(trend.target, trend.unit),
        "ticks": [[up(value), said_short(value, trend.unit)] for value in steps],
        "months": [
            [i / last, dates.month(one)]
            for i, one in enumerate(trend.months)
            if (len(trend.months) - 1 - i) % every == 0
        ],
        "points": [
            [
                i / last,
                up(value),
                COLOURS.tone(tone),
                "hollow" if trend.part and i == len(trend.months) - 1 else MARKS.get(tone, "dot"),
            ]
            for i, (value, tone) in enumerate(zip(trend.values, trend.tones, strict=True))
            if value is not None
        ],
        "last": None if trend.values[-1] is None else said(trend.values[-1], trend.unit),
    }
