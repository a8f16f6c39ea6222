"""Every error that is expected, as one tree; each says what happened and what can be done about it.

TuiReaderError
  ConfigError    a setting, an option or a target that cannot be used
  FetchError     an address that could not be had
  ParseError     bytes that could not be read as what they should be
  StorageError   the database or its folder
"""


class TuiReaderError(Exception):
    """Something that may happen in ordinary use.

    `title` is one line of at most about 60 characters that names what happened; `message` says where, what is kept and
    the way out. Both are plain text that has passed `content.text.clean` where it quotes anything from outside.
    """

    def __init__(self, title: str, message: str = "") -> None:
        super().__init__(title, message)
        self.title = title
        self.message = message

    def __str__(self) -> str:
        return f"{self.title}: {self.message}" if self.message else self.title


class ConfigError(TuiReaderError):
    """A setting, an option or a target that cannot be used."""


class FetchError(TuiReaderError):
    """An address that could not be had.

    `url` is the address asked for; `reason` a short word for lists ("no answer", "gone", "too large", "login page");
    `status` the HTTP status where there was one; `retry_after` the seconds the server asked to wait.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        message: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{url}: {reason}", message)
        self.url = url
        self.reason = reason
        self.status = status
        self.retry_after = retry_after


class ParseError(TuiReaderError):
    """Bytes that could not be read as what they should be: a feed, a page, a stored document.

    `reason` is a short word for lists: "not readable", "login page".
    """

    def __init__(self, title: str, message: str = "", *, reason: str = "not readable") -> None:
        super().__init__(title, message)
        self.reason = reason


class StorageError(TuiReaderError):
    """The database, or the folder that holds it, cannot be used."""
