"""Which network addresses are public, and which a host name alone shows to be private. Resolves nothing.

RFC 6890 (special-purpose addresses) as far as `ipaddress` knows it, and the ways IPv4 hides in IPv6.
"""

from __future__ import annotations

import ipaddress
import socket

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """A host that nobody named resolves to an address that is not public; `address` is that address."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is {address}")
        self.host = host
        self.address = address


def is_public(address: str) -> bool:
    """Whether an IP address, as text, belongs to the public internet; False for anything that is none."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if inner is None and parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast


def literal(host: str) -> str | None:
    """The IP address that a host is by itself, in its usual form, else None.

    The C library also takes `2130706433`, `0x7f.1` and `127.1` for 127.0.0.1, so they are read here as it reads them.
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    if not bare[:1].isdigit():
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, ValueError):
        return None


def is_private_name(host: str) -> bool:
    """Whether a host is private by its name alone: a private address, `localhost`, or a name below it (RFC 6761)."""
    name = host.lower().rstrip(".")
    address = literal(name)
    if address is not None:
        return not is_public(address)
    return name == "localhost" or name.endswith(".localhost")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name alone."""
    address = literal(host)
    if address is not None:
        return ipaddress.ip_address(address).is_loopback
    return is_private_name(host)
