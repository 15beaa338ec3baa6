"""The one HTML page that every page of the board is drawn in, in the words of its readers."""

import re

from board.text import access, pages

# Streamlit shows in English that it was refused; asked for anew, the page leads to the sign-in.
WHEN_SIGNED_OUT = """
const ask = window.fetch
window.fetch = async (...asked) => {
  const answer = await ask(...asked)
  if (answer.status !== 401) return answer
  window.location.reload()
  return new Promise(() => {})
}
"""


def own_index(index_html: str) -> str:
    """Streamlit's page with our language and title, our sentence for a browser that runs no
    scripts, and the way to the sign-in once the session has ended.

    Raises ValueError where it does not hold them, so that no version changes it unseen."""
    changes = (
        (r'<html lang="en">', '<html lang="vi">'),
        (
            r"<title>Streamlit</title>",
            f"<title>{pages.APP}</title><script>{WHEN_SIGNED_OUT}</script>",
        ),
        (
            r"<noscript>.*?</noscript>",
            f"<noscript><p>{access.NEEDS_SCRIPTS}</p></noscript>",
        ),
    )
    for pattern, ours in changes:
        index_html, found = re.subn(pattern, ours, index_html, flags=re.DOTALL)
        if found != 1:
            raise ValueError(f"Streamlit's page has no single {pattern}")
    return index_html
