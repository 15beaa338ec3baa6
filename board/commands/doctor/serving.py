"""Whether the dashboard can be served, and answers where papers say that it does."""

import http.client
from collections.abc import Callable
from urllib.parse import urlsplit

from board.access.own_machine import OWN_NAMES, why_not_started
from board.commands.doctor.check import Check
from board.text import doctor

ANSWERS_WITHIN = 2  # seconds


def bound(server_settings: dict, environment) -> tuple[str, int]:
    """The address and the port that `streamlit run` would listen on; no address means every one."""
    address = environment.get("STREAMLIT_SERVER_ADDRESS", server_settings.get("address", ""))
    return address, int(environment.get("STREAMLIT_SERVER_PORT", server_settings.get("port", 8501)))


def who_answers(port: int) -> str | None:
    """What answers on a port of this machine: "board", "other", or None where nothing does."""
    asked = http.client.HTTPConnection("localhost", port, timeout=ANSWERS_WITHIN)
    try:
        asked.request("GET", "/_stcore/health")
        answer = asked.getresponse()
        # Every program that is made with Streamlit says ok there; only the gate sends a policy.
        is_board = answer.read(10) == b"ok" and answer.getheader("content-security-policy")
        return "board" if is_board else "other"
    except ConnectionRefusedError:
        return None
    except (OSError, http.client.HTTPException):
        return "other"
    finally:
        asked.close()


def server(
    address: str,
    port: int,
    hosts: list[str],
    papers_address: str,
    answers: Callable[[int], str | None],
) -> Check:
    """Whether the dashboard would start, on a port that is free, and answer under the address that
    papers carry. `answers` says who answers on a port."""
    name = urlsplit(papers_address).hostname or ""
    own = {*(own_name.strip("[]") for own_name in OWN_NAMES), *(host.lower() for host in hosts)}
    wrong, who = [why_not_started(address, hosts)], answers(port)
    if who == "other":
        wrong.append(doctor.port_is_taken(port))
    if name not in own:
        wrong.append(doctor.papers_lead_nowhere(papers_address, name))
    sentence = " ".join(filter(None, wrong))
    fine = doctor.server_is_fine(f"http://{address}:{port}", who == "board")
    return Check("server", not sentence, sentence or fine)
