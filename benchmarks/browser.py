"""A very small browser: keep-alive, cookies, the CSRF token; enough to sit an exam."""

from __future__ import annotations

import http.client
import json
import re
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')


class Browser:
    """One person at one server on this machine."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def send(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, str, str]:
        """Return status, text and location."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.token:
            headers["X-CSRFToken"] = self.token
        if kind:
            headers["Content-Type"] = kind
        answer = self._answer(method, path, body.encode() or None, headers)
        text = answer.read().decode()
        for morsel in SimpleCookie(answer.getheader("Set-Cookie") or "").values():
            self.cookies[morsel.key] = morsel.value
        return answer.status, text, answer.getheader("Location") or ""

    def _answer(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """Send a request; open the connection again when the server closed it while it was idle."""
        try:
            self.connection.request(method, path, body=body, headers=headers)
            return self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            self.connection.request(method, path, body=body, headers=headers)
            return self.connection.getresponse()

    def get(self, path: str) -> str:
        """Open a page and remember its token."""
        status, text, location = self.send("GET", path)
        if status in {302, 303}:
            return self.get(location)
        if status != http.client.OK:
            raise RuntimeError(f"GET {path}: {status}")
        found = TOKEN.search(text)
        self.token = found.group(1) if found else self.token
        return text

    def post(self, path: str, **fields: str) -> str:
        """Send a form; return where it leads."""
        status, text, location = self.send(
            "POST", path, urlencode({"csrf_token": self.token, **fields}), "application/x-www-form-urlencoded"
        )
        if status not in {302, 303}:
            raise RuntimeError(f"POST {path}: {status} {text[:300]}")
        return location

    def post_json(self, path: str, document: Any) -> int:
        """Send JSON; return the status."""
        return self.send("POST", path, json.dumps(document), "application/json")[0]
