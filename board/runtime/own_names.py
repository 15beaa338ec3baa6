"""Which names and addresses lead to the machine itself and to no other."""

from ipaddress import ip_address


def is_own_address(address: str | None) -> bool:
    """Whether an IP address leads to this machine and nowhere else."""
    try:
        ip = ip_address((address or "").strip("[]"))
    except ValueError:
        return False
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def is_own_name(name: str | None) -> bool:
    """Whether a name or address can lead to this machine alone, without asking any name server."""
    name = (name or "").lower()
    return name == "localhost" or name.endswith(".localhost") or is_own_address(name)
