"""Which internet addresses may be opened on behalf of a stranger. Pure: resolves and opens nothing."""

import ipaddress
import re

from bot.core.errors import Refusal, SourceError

LONGEST_URL = 2048
PUBLIC_PORTS = frozenset({80, 443})

# IANA special-purpose registries; ipaddress.is_global differs between patch levels of Python.
_SPECIAL_V4 = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_SPECIAL_V6 = tuple(
    ipaddress.ip_network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{1,62}")
_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".onion", ".test", ".invalid")


def is_public(address: str) -> bool:
    """Is this literal IP address one of the open internet?"""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            return ip in _GLOBAL_V6 and not any(ip in network for network in _SPECIAL_V6)
        ip = ip.ipv4_mapped
    return not any(ip in network for network in _SPECIAL_V4)


def is_address(host: str) -> bool:
    """Is this host a literal IP address rather than a name?"""
    try:
        ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return False
    return True


def require_clean(url: str) -> None:
    """Refuse addresses that parsers read in different ways. Raises SourceError."""
    if len(url) > LONGEST_URL or any(ord(c) <= 32 or c in "\\\x7f" for c in url):
        raise forbidden("too long, or with blanks, control characters or backslashes")


def require_public_name(host: str) -> None:
    """Refuse names that only a private network knows. Raises SourceError."""
    if not _HOST.fullmatch(host) or host.endswith(_PRIVATE_NAMES):
        raise forbidden(f"host {host}")


def forbidden(detail: str) -> SourceError:
    """Return the refusal of an address."""
    return SourceError(Refusal.FORBIDDEN_ADDRESS, detail, permanent=True)
