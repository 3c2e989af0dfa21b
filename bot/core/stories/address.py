"""One spelling of an article's address, so that two links to one page are seen to be one. Opens nothing."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"(utm_|at_|pk_|mc_|mtm_|ns_|hsa_|__twitter).*"
    r"|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|cid|ref|ref_src|source|src|share|traffic_source|ocid|xtor|cmpid|amp"
)
_FRONT = re.compile(r"^(www|m|mobile|amp)\.(?=[^.]+\.)")
_AMP = re.compile(r"(^|/)amp(?=/|$)|\.amp(?=$|\.html$)")


def canonical_address(url: str | None) -> str:
    """Return the address without scheme, www, m., amp, fragment and tracking; empty when it is none of the web."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    path = _AMP.sub("", parts.path).rstrip("/")
    asked = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0].lower()))
    if not path and not asked:
        return ""  # a front page is no article
    return f"{_FRONT.sub('', host)}{path}" + (f"?{urlencode(asked)}" if asked else "")
