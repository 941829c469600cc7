"""Addresses are asked politely, and what they answer are findings."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.check.checked import TODAY, brief
from tests.check.faults import REST, source

from karabakh_tui.check.answers import Answer
from karabakh_tui.check.asking import REDIRECTS, USER_AGENT, Manners, ask, hosts_of, in_ascii
from karabakh_tui.check.checking import check
from karabakh_tui.storage.problems import Problem, Problems
from karabakh_tui.storage.read import read_store

QUICK = Manners(pause=0, timeout=5)


class Asked(NamedTuple):
    """A request that the server was sent."""

    method: str
    path: str
    agent: str
    when: float
    at_once: int
    """How many requests it was then answering, this one counted."""


class Server(ThreadingHTTPServer):
    """Answers by the path: `/404` with that status, `/301/there` with a redirection to `/there`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.busy = 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        with self.server.lock:
            self.server.busy += 1
            agent = self.headers["User-Agent"]
            self.server.asked.append(Asked(self.command, self.path, agent, time.monotonic(), self.server.busy))
        time.sleep(0.01)
        with self.server.lock:
            self.server.busy -= 1
        _, first, *rest = self.path.split("/")
        if first == "hangs-up" and self.command == "HEAD":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status = 405 if first == "no-head" and self.command == "HEAD" else int(first) if first.isdigit() else 200
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/" + "/".join(rest) if rest else self.path)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the standard library's word
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def answers(server: Server, *paths: str) -> list[Answer]:
    addresses = [server.address + path for path in paths]
    found = ask(addresses, QUICK)
    return [found[address] for address in addresses]


def test_a_page_that_is_there_answers_to_one_request_for_its_head(server: Server) -> None:
    assert answers(server, "/page?a=1") == [Answer(200)]
    assert [(each.method, each.path) for each in server.asked] == [("HEAD", "/page?a=1")]


def test_the_program_says_who_asks(server: Server) -> None:
    answers(server, "/page")
    assert {each.agent for each in server.asked} == {USER_AGENT}
    assert USER_AGENT.startswith("karabakh-tui/")


@pytest.mark.parametrize("path", ["/no-head", "/hangs-up"])
def test_a_server_that_knows_no_head_is_asked_for_the_page(server: Server, path: str) -> None:
    assert answers(server, path) == [Answer(200)]
    assert [each.method for each in server.asked] == ["HEAD", "GET"]


def test_one_host_is_asked_one_thing_at_a_time(server: Server) -> None:
    assert answers(server, *(f"/page{number}" for number in range(8))) == [Answer(200)] * 8
    assert {each.at_once for each in server.asked} == {1}


def test_there_is_a_pause_between_any_two_requests_to_a_host(server: Server) -> None:
    pause = 0.05  # a wait is never shorter than asked for, however slow the machine
    ask([f"{server.address}/a", f"{server.address}/404", f"{server.address}/b"], Manners(pause=pause, timeout=5))
    times = [each.when for each in server.asked]
    assert [each.method for each in server.asked] == ["HEAD", "HEAD", "GET", "HEAD"]
    assert all(later - earlier >= pause for earlier, later in pairwise(times))


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/301/page", "/page"), ("/308/301/page", "/page"), ("/302/page", ""), ("/301/302/page", "")],
)
def test_a_page_has_moved_where_every_step_says_so(server: Server, path: str, expected: str) -> None:
    assert answers(server, path) == [Answer(200, moved_to=f"{server.address}{expected}" if expected else "")]


def test_a_redirection_to_another_host_waits_for_the_turn_of_that_one(server: Server) -> None:
    with Server() as other:
        thread = threading.Thread(target=other.serve_forever, args=(0.01,))
        thread.start()
        assert answers(server, f"/302//127.0.0.1:{other.server_port}/page") == [Answer(200)]
        other.shutdown()
        thread.join()
    assert [each.path for each in other.asked] == ["/page"]


def test_a_redirection_without_end_is_told(server: Server) -> None:
    (answer,) = answers(server, "/302")
    assert (answer.status, answer.trouble) == (None, f"it leads on and on, more than {REDIRECTS} times")


def test_a_redirection_to_what_is_no_address_is_not_followed(server: Server) -> None:
    (answer,) = answers(server, "/302//[::1")
    assert answer.status is None
    assert "no address" in answer.trouble


def test_a_host_that_does_not_answer_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert ask([address], QUICK) == {address: Answer(None, "Connection refused")}


def test_a_host_that_takes_too_long_is_told() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert ask([address], Manners(pause=0, timeout=0.05)) == {address: Answer(None, "it took too long")}


def test_what_is_no_address_is_not_asked() -> None:
    assert ask(["file:///x", "ftp://x.example/", "http://a b/", "-x"], QUICK) == {}
    assert hosts_of(["file:///x", "http://A.example/", "https://a.example/b"]) == {"a.example": 2}


def test_other_letters_are_sent_as_servers_know_them() -> None:
    assert in_ascii("https://հայ.example/ա b?x=é%20y#z") == "https://xn--y9a3aq.example/%D5%A1%20b?x=%C3%A9%20y"


# Findings


def found_with(tmp_path: Path, answer: Answer) -> tuple[Problem, ...]:
    path = tmp_path / "x.toml"
    path.write_text(source('url = "https://x.example/a"') + REST, encoding="utf-8")
    return check(read_store(path, Problems()), TODAY, {"https://x.example/a": answer})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(404), "W901"),
        (Answer(410), "W901"),
        (Answer(None, "no such host"), "W902"),
        (Answer(403), "N901"),
        (Answer(503), "N901"),
        (Answer(200, moved_to="https://y.example/"), "N902"),
    ],
)
def test_an_answer_is_a_finding_at_the_address(answer: Answer, code: str, tmp_path: Path) -> None:
    assert [brief(each) for each in found_with(tmp_path, answer)] == [f"6:1 {code} sources/x url"]


@pytest.mark.parametrize("answer", [Answer(200), Answer(204)])
def test_a_page_that_is_there_is_no_finding(answer: Answer, tmp_path: Path) -> None:
    assert found_with(tmp_path, answer) == ()
