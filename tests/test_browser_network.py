"""Nothing leaves the machine: the server asks no outside host. No page does either, as the tour in
`tests/test_browser_tour.py` sees."""

import os
import tomllib
from pathlib import Path

import pytest

from tests.conftest import PROJECT


def test_the_configuration_sends_no_statistics_and_asks_no_address():
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    # With this unset, a headless start asks an outside address for the machine's own.
    assert config["browser"]["serverAddress"]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="connections are read from /proc")
def test_the_server_holds_no_connection_to_the_outside(served):
    """Every TCP peer of the processes that serve the dashboard here is this machine itself."""
    found, peers = 0, set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"dashboard.py" not in (process / "cmdline").read_bytes().split(b"\0"):
                continue
            own = {os.readlink(link) for link in (process / "fd").iterdir()}
            lines = [
                line.split()
                for table in ("tcp", "tcp6")
                for line in (process / "net" / table).read_text().splitlines()[1:]
            ]
        except OSError:
            continue
        mine = [line for line in lines if f"socket:[{line[9]}]" in own]
        found += len(mine)
        peers |= {line[2].split(":")[0] for line in mine}
    assert found, "the server's own listening socket was not found"
    assert peers <= LOOPBACK


# As /proc writes them: any, 127.0.0.1, ::1 and 127.0.0.1 as seen from IPv6.
LOOPBACK = {
    "0" * 8,
    "0100007F",
    "0" * 32,
    "0" * 24 + "01000000",
    "0" * 16 + "FFFF00000100007F",
}
