"""How often an address may ask; without Valkey, or while it hangs, each process counts alone."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# What one household or office is given of IPv6: it takes any of these addresses as it likes.
OF_ONE_HOLDER = 64

HALF_A_SECOND: dict[str, Any] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}


def holder_of_address() -> str:
    """The address that asks, of IPv6 the network that stands for whoever holds it."""
    asking = get_remote_address()
    try:
        address = ip_address(asking)
    except ValueError:
        return asking
    if not isinstance(address, IPv6Address):
        return asking
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), OF_ONE_HOLDER), strict=False))


limiter = Limiter(
    key_func=holder_of_address,
    storage_options=HALF_A_SECOND,
)


def init_app(app: Flask) -> None:
    limiter.init_app(app)
