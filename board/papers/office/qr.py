"""The QR code of an address, black on white; none of an address that other machines cannot open."""

import io
from urllib.parse import urlsplit

import segno

from board.runtime.own_names import is_own_name


def opens_elsewhere(address: str) -> bool:
    """Whether another machine, a reader's phone, can open an address of the dashboard."""
    return not is_own_name(urlsplit(address).hostname)


def png(address: str) -> bytes | None:
    """A picture of four pixels a module, with the border that readers need; None where the address
    leads to this machine alone."""
    if not opens_elsewhere(address):
        return None
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=4, border=4)
    return out.getvalue()


def svg(address: str) -> str:
    """The same as a drawing that stands alone; "" where `png` gives None."""
    if not opens_elsewhere(address):
        return ""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, omitsize=True, xmldecl=False
    )
    return out.getvalue().decode()
