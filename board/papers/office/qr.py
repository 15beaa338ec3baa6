"""The QR code of an address, black on white."""

import io

import segno


def png(address: str) -> bytes:
    """A picture of four pixels a module, with the border that readers need."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=4, border=4)
    return out.getvalue()


def svg(address: str) -> str:
    """The same as a drawing that stands alone."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, omitsize=True, xmldecl=False
    )
    return out.getvalue().decode()
