"""What a browser may load and run in a page of ours."""

import base64
import hashlib
import re


def content_security_policy(index_html: str) -> str:
    """What a page may load and run: its own files, and the scripts that stand in its HTML."""
    scripts = re.findall(r"<script>(.*?)</script>", index_html, re.DOTALL)
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    ]
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *(f"'sha256-{script}'" for script in hashes)]),
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
