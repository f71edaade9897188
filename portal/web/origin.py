"""Whether an unsafe request comes from our own pages (S-25)."""

from collections.abc import Mapping


def is_ours(headers: Mapping[str, str], *, origin: str, has_strict_cookie: bool) -> bool:
    """`Sec-Fetch-Site` decides; where it is missing, `Origin`; where that says nothing (our
    no-referrer makes a plain form's origin "null"), the SameSite=Strict cookie, which no other
    site can make a browser send. A request with none of the three is refused.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    claimed = headers.get("origin")
    if claimed not in (None, "null"):
        return claimed == origin
    return has_strict_cookie
