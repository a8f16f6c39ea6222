"""Each failure has a short word for lists and a sentence with the way out."""

from __future__ import annotations

import socket
import ssl

import httpx
import pytest

from tui_reader.fetch import failures

URL = "https://blog.example/feed"
NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("99999999999999999999", 86_400.0),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0),
        ("Tue, 14 Nov 2023 22:12:20 GMT", None),
        ("Tue, 14 Nov 2299 22:12:20 GMT", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("١٢", None),
    ],
)
def test_retry_after_is_read_as_number_or_date_and_capped(header: str | None, seconds: float | None) -> None:
    assert failures.retry_after(header, now=NOW, longest=86_400.0) == seconds


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (302, "broken answer"),
        (401, "login needed"),
        (403, "refused"),
        (404, "not found"),
        (410, "gone"),
        (418, "refused"),
        (500, "server error"),
        (503, "server error"),
        (999, "refused"),
    ],
)
def test_statuses_have_their_words(status: int, reason: str) -> None:
    error = failures.from_status(URL, status, {}, now=NOW, longest_wait=10.0)
    assert (error.reason, error.status, error.retry_after) == (reason, status, None)
    assert str(status) in error.message


@pytest.mark.parametrize("status", [429, 503])
def test_a_wish_to_wait_is_passed_on(status: int) -> None:
    error = failures.from_status(URL, status, {"retry-after": "7200"}, now=NOW, longest_wait=86_400.0)
    assert (error.reason, error.retry_after) == ("asks to wait", 7200.0)
    assert "2 hours" in error.message


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def bad_certificate() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (httpx.ConnectTimeout("slow"), "no answer", "10 seconds"),
        (httpx.ReadTimeout("slow"), "too slow", "10 seconds"),
        (httpx.ConnectError("All connection attempts failed"), "no answer", "All connection attempts failed"),
        (caused(httpx.ConnectError("x"), bad_certificate()), "TLS certificate", "certificate has expired"),
        (caused(httpx.ConnectError("x"), ssl.SSLError("wrong version")), "TLS error", "http://"),
        (caused(httpx.ConnectError("x"), socket.gaierror(-2, "unknown")), "no such host", "mistyped"),
        (httpx.RemoteProtocolError("peer \x1b]0;closed\x07"), "broken answer", "peer ]0;closed"),
        (httpx.ProxyError("407"), "no answer", "proxy"),
        (httpx.InvalidURL("no"), "not a web address", "asked for"),
    ],
)
def test_network_errors_are_told_apart(error: Exception, reason: str, words: str) -> None:
    failure = failures.from_network(URL, error, seconds=10.0)
    assert failure.reason == reason
    assert words in failure.message


def test_addresses_are_shown_without_passwords_and_control_characters() -> None:
    assert failures.shown("https://me:secret@blog.example/a?b@c") == "https://blog.example/a?b@c"
    assert failures.shown("https://blog.example/\x1b[31m") == "https://blog.example/[31m"
    assert failures.shown("") == "an empty address"
