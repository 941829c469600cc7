"""Asks addresses whether they are there: politely, one request at a time to a host, with a pause after each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage, RemoteDisconnected
from threading import Event
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from karabakh_tui import __version__

from .addresses import wrong_with
from .answers import Answer

USER_AGENT = f"karabakh-tui/{__version__} (link check)"

REDIRECTS = 10
"""Followed at most from one address."""

PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
REFUSING_HEAD = 400
"""From this status on, a server is asked again for the page itself: many know no HEAD."""


@dataclass(frozen=True)
class Manners:
    """How servers are asked."""

    pause: float = 1.0
    """Seconds between two requests to one host."""
    timeout: float = 20.0
    """Seconds to wait for an answer."""
    hosts: int = 8
    """Hosts that are asked at the same time."""


@dataclass
class _Asking:
    """One address on its way through redirections."""

    address: str
    here: str
    steps: int = 0
    for_good: bool = True
    """All redirections so far were permanent ones."""
    answer: Answer | None = field(default=None)


def ask(addresses: Iterable[str], manners: Manners = Manners()) -> dict[str, Answer]:
    """Return what addresses answer; those that are none are not asked."""
    asked = {address: _Asking(address, address) for address in addresses if not wrong_with(address)}
    stop = Event()
    with ThreadPoolExecutor(max_workers=manners.hosts) as pool:
        try:
            while waiting := [each for each in asked.values() if each.answer is None]:
                for host in [pool.submit(_visit, queue, manners, stop) for queue in _by_host(waiting)]:
                    host.result()
        except BaseException:
            stop.set()
            raise
    return {address: each.answer for address, each in asked.items() if each.answer is not None}


def hosts_of(addresses: Iterable[str]) -> Counter[str]:
    """Return the hosts that addresses name, and how many of them each has."""
    return Counter(urlsplit(address).netloc.lower() for address in addresses if not wrong_with(address))


def _by_host(waiting: Iterable[_Asking]) -> Iterator[list[_Asking]]:
    queues: dict[str, list[_Asking]] = {}
    for each in waiting:
        queues.setdefault(urlsplit(each.here).netloc.lower(), []).append(each)
    yield from queues.values()


def _visit(queue: list[_Asking], manners: Manners, stop: Event) -> None:
    """Ask one host, address after address; what leads on to another waits for that one's turn."""
    for each in queue:
        if stop.is_set():
            return
        _step(each, manners)
        stop.wait(manners.pause)


def _step(asking: _Asking, manners: Manners) -> None:
    """Ask where an address is by now, and note the answer or the next place to ask."""
    try:
        status, target = _gently(asking.here, manners)
    except (OSError, HTTPException, ValueError) as error:
        asking.answer = Answer(None, _trouble(error))
        return
    if not target:
        moved = asking.here if asking.steps and asking.for_good else ""
        asking.answer = Answer(status, moved_to=moved)
        return
    asking.steps += 1
    asking.for_good = asking.for_good and status in PERMANENT
    asking.here = urljoin(asking.here, target)
    if wrong_with(asking.here):
        asking.answer = Answer(None, f"it leads on to {asking.here}, which is no address")
    elif asking.steps > REDIRECTS:
        asking.answer = Answer(None, f"it leads on and on, more than {REDIRECTS} times")


def _gently(address: str, manners: Manners) -> tuple[int, str]:
    """Ask for the head of a page, and only where a server will not have that, for the page itself."""
    try:
        status, target = _request("HEAD", address, manners.timeout)
        if status < REFUSING_HEAD:
            return status, target
    except RemoteDisconnected:
        pass  # so some servers answer what they do not know
    time.sleep(manners.pause)
    return _request("GET", address, manners.timeout)


def _trouble(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return "it took too long"
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return str(reason) or type(reason).__name__


class _Staying(HTTPRedirectHandler):
    """Follows no redirection: where it leads may be another host, with a queue of its own."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Return nothing to ask for."""


def _request(method: str, address: str, timeout: float) -> tuple[int, str]:
    """Return the status of a request, and where it leads on to, if it does."""
    request = Request(in_ascii(address), method=method, headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
    try:
        with build_opener(_Staying()).open(request, timeout=timeout) as answer:
            return answer.status, ""
    except HTTPError as answer:
        with answer:
            leads_on = 300 <= answer.code < 400 and answer.code != HTTPStatus.NOT_MODIFIED
            return answer.code, answer.headers.get("Location", "") if leads_on else ""


def in_ascii(address: str) -> str:
    """Return an address as it is sent: other letters in the host as Punycode, elsewhere in percent signs."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(text, safe="/:@!$&'()*+,;=~%?-._") for text in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))
