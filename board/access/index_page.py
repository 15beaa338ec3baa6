"""The one HTML page that every page of the board is drawn in, in the words of its readers."""

import re

from board.text import access, pages


def own_index(index_html: str) -> bytes:
    """Streamlit's page with our language and title, and our sentence for a browser that runs no
    scripts. Raises ValueError where it does not hold them, so that no version changes it unseen."""
    changes = (
        (r'<html lang="en">', '<html lang="vi">'),
        (r"<title>Streamlit</title>", f"<title>{pages.APP}</title>"),
        (
            r"<noscript>.*?</noscript>",
            f"<noscript><p>{access.NEEDS_SCRIPTS}</p></noscript>",
        ),
    )
    for pattern, ours in changes:
        index_html, found = re.subn(pattern, ours, index_html, flags=re.DOTALL)
        if found != 1:
            raise ValueError(f"Streamlit's page has no single {pattern}")
    return index_html.encode()
