"""A browser in words a person recognises (pure)."""

from __future__ import annotations

_BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "máy tính Windows"),
    ("Macintosh", "máy tính Mac"),
    ("Linux", "máy tính Linux"),
)


def device_words(user_agent: str) -> str:
    """Return "Chrome trên máy tính Windows" of a User-Agent header; the first words of an unknown one."""
    browser = next((words for mark, words in _BROWSERS if mark in user_agent), "")
    machine = next((words for mark, words in _MACHINES if mark in user_agent), "")
    if browser and machine:
        return f"{browser} trên {machine}"
    return browser or machine or user_agent[:40] or "Thiết bị không rõ"
