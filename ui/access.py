"""Who may open the page: those of a password file, or those whom a reverse proxy lets through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bcrypt

from ui.errors import AccessError

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST_PASSWORD = 72
"""The bytes of a password that bcrypt reads."""
_REMEDY = "Write it with `htpasswd -B -c FILE NAME`, or `footnote password FILE NAME`."


class PasswordFile:
    """Names and passwords, one `name:hash` a line, hashed with bcrypt as Apache's `htpasswd -B` does.

    Provos and Mazières (1999), "A Future-Adaptable Password Scheme". A name that is not there costs the
    caller as much time as one that is.

    Args:
        hashes: the hash of each name's password.
    """

    def __init__(self, hashes: Mapping[str, bytes]) -> None:
        self._hashes = dict(hashes)
        self._nobody = bcrypt.hashpw(b"nobody", bcrypt.gensalt())

    @classmethod
    def read(cls, path: Path) -> "PasswordFile":
        """The names and passwords of a file.

        Raises:
            AccessError: it cannot be read, or a line of it is none.
        """
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise AccessError(
                f"The password file {path} cannot be read ({error}).", remedy=_REMEDY
            ) from error
        entries = [(number, line.strip()) for number, line in enumerate(lines, start=1)]
        hashes = dict(_entry(path, number, line) for number, line in entries if line and line[0] != "#")
        if not hashes:
            raise AccessError(f"The password file {path} names nobody.", remedy=_REMEDY)
        return cls(hashes)

    def allows(self, name: str, password: str) -> bool:
        """Whether this is the password of that name."""
        known = self._hashes.get(name)
        return bcrypt.checkpw(_bytes(password), known or self._nobody) and known is not None


def _entry(path: Path, number: int, line: str) -> tuple[str, bytes]:
    name, _, hashed = line.partition(":")
    try:
        bcrypt.checkpw(b"", hashed.encode())
    except ValueError as error:
        raise AccessError(
            f"Line {number} of the password file {path} is no name with a bcrypt hash.", remedy=_REMEDY
        ) from error
    return name, hashed.encode()


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")[:LONGEST_PASSWORD].replace(b"\x00", b"")


def password_line(name: str, password: str) -> str:
    """A line of a password file.

    Raises:
        AccessError: the name or the password cannot be one.
    """
    if not name.strip() or any(character in name for character in ":\r\n#"):
        raise AccessError("A name has letters, and neither a colon nor a number sign.")
    if not password:
        raise AccessError("The password is empty.")
    return f"{name}:{bcrypt.hashpw(_bytes(password), bcrypt.gensalt()).decode()}\n"


@dataclass(frozen=True)
class ProxyHeader:
    """A header in which a reverse proxy on this machine tells who asks.

    Attributes:
        name: of the header.
    """

    name: str

    def user(self, request: "Request") -> str | None:
        """Who asks; nobody where the header is not there.

        A proxy must set the header itself and drop what a browser sends under its name.
        """
        return request.headers.get(self.name, "").strip() or None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


Access = PasswordFile | ProxyHeader


def launch_options(access: Access | None, host: str) -> dict[str, Any]:
    """How Gradio is told who may open the page.

    Raises:
        AccessError: others than this machine could reach the page and name themselves in the header.
    """
    match access:
        case ProxyHeader(name) if not is_loopback(host):
            raise AccessError(
                f"Whoever reaches {host} could send the header {name} and be anybody.",
                remedy="Serve on 127.0.0.1, with the proxy on the same machine.",
            )
        case PasswordFile():
            allows: Callable[[str, str], bool] = access.allows
            return {"auth": allows, "auth_message": "Sign in to ask."}
        case ProxyHeader():
            return {"auth_dependency": access.user}
    return {}
