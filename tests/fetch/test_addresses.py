"""Which addresses count as the public internet, however they are written."""

from __future__ import annotations

import pytest

from tui_reader.fetch import addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.9.9",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
        "",
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_known(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST.", "blog.localhost", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]", "10.0.0.2"],
)
def test_hosts_that_are_private_by_name_are_known_in_every_spelling(host: str) -> None:
    assert addresses.is_private_name(host)


@pytest.mark.parametrize("host", ["blog.example", "localhost.example", "8.8.8.8", "1e100.net", "10.example", ""])
def test_ordinary_names_are_not_taken_for_private(host: str) -> None:
    assert not addresses.is_private_name(host)


def test_only_this_machine_is_loopback() -> None:
    assert addresses.is_loopback("127.0.0.1")
    assert addresses.is_loopback("localhost")
    assert not addresses.is_loopback("192.168.1.2")
    assert not addresses.is_loopback("blog.example")
