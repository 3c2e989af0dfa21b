"""Where the outgoing client connects: to the open internet only, however an address is spelled or resolved."""

from ipaddress import IPv4Address, IPv6Address
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Refusal, SourceError
from bot.sources.address import is_public
from bot.sources.http import Policy
from tests.sources.newsroom import Newsroom, a_client, refusal_of

PRIVATE = {
    "plain": "http://127.0.0.1/",
    "other loopback": "http://127.8.9.1/",
    "short": "http://127.1/",
    "zero": "http://0/",
    "all interfaces": "http://0.0.0.0/",
    "decimal": "http://2130706433/",
    "octal": "http://0177.0.0.1/",
    "hex": "http://0x7f000001/",
    "dotted hex": "http://0x7f.0.0.1/",
    "full-width digits": "http://１２７.0.0.1/",
    "circled letters": "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "trailing dot": "http://127.0.0.1./",
    "IPv6": "http://[::1]/",
    "IPv6 unspecified": "http://[::]/",
    "IPv6 mapped": "http://[::ffff:127.0.0.1]/",
    "IPv6 mapped hex": "http://[::ffff:7f00:1]/",
    "IPv6 translated": "http://[64:ff9b::7f00:1]/",
    "IPv6 6to4": "http://[2002:7f00:1::]/",
    "IPv6 link": "http://[fe80::1]/",
    "IPv6 unique local": "http://[fd00::1]/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "ten": "http://10.0.0.1/",
    "one seven two": "http://172.16.0.1/",
    "one nine two": "http://192.168.1.1/",
    "carrier": "http://100.64.0.1/",
    "multicast": "http://224.0.0.1/",
    "localhost": "http://localhost/",
    "localhost with dot": "http://localhost./",
    "below localhost": "http://news.localhost/",
    "local": "http://printer.local/",
    "internal": "http://metadata.google.internal/",
    "one word": "http://intranet/",
    "user name": "http://news.example.com@127.0.0.1/",
    "user name of a public host": "http://user:word@news.example.com/",
    "backslash": "http://news.example.com\\@127.0.0.1/",
    "blank": "http://127.0.0.1 /",
    "line feed": "http://news.example.com/\r\nHost: 127.0.0.1",
    "port of a database": "http://news.example.com:5432/",
    "port zero": "http://news.example.com:0/",
    "port too large": "http://news.example.com:99999/",
    "file": "file:///etc/passwd",
    "ftp": "ftp://news.example.com/",
    "no scheme": "//127.0.0.1/",
    "no host": "http:///etc/passwd",
    "broken IPv6": "http://[::1",
    "too long": "http://news.example.com/" + "a" * 2100,
}


def answering(*addresses: str) -> Policy:
    """The default policy, on a network where every name has these addresses."""

    async def resolve(_host: str, _port: int) -> list[str]:
        return list(addresses)

    return Policy(resolve=resolve)


@pytest.mark.parametrize("url", PRIVATE.values(), ids=PRIVATE.keys())
async def test_an_address_is_refused_when_it_is_private_or_odd(url: str) -> None:
    """No stranger makes the bot open an address of our own network, however it is spelled."""
    client = a_client(policy=answering("93.184.216.34"))

    error = await refusal_of(client.get(url))

    assert error.refusal is Refusal.FORBIDDEN_ADDRESS
    assert error.permanent
    await client.close()


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("93.184.216.34", "10.0.0.5"), ("::1",), ("::ffff:192.168.0.1",), ("169.254.169.254",)],
    ids="+".join,
)
async def test_a_name_is_refused_when_any_of_its_addresses_is_private(addresses: tuple[str, ...]) -> None:
    """A public name that resolves to a private address, even now and then, is not opened."""
    client = a_client(policy=answering(*addresses))

    error = await refusal_of(client.get("http://news.example.com/story"))

    assert error.refusal is Refusal.FORBIDDEN_ADDRESS
    await client.close()


async def test_a_name_is_resolved_once_when_it_is_opened(newsroom: Newsroom) -> None:
    """What was checked is what is connected to: a second, different answer has no effect."""
    port = int(newsroom.url.rpartition(":")[2])
    newsroom.says("/story", "نص")
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def resolve(_host: str, _port: int) -> list[str]:
        return answers.pop(0)

    client = a_client(policy=Policy(allows=lambda ip: ip == "127.0.0.1", ports=None, resolve=resolve))
    response = await client.get(f"http://news.example.com:{port}/story")

    assert response.body.decode() == "نص"
    assert answers == [["10.0.0.1"]]
    assert newsroom.headers[0]["host"] == f"news.example.com:{port}"
    await client.close()


CLIENT = a_client(policy=Policy())


def spellings_of(address: str) -> list[str]:
    """The ways in which programs write, and others read, one IPv4 address."""
    numbers = [int(part) for part in address.split(".")]
    whole = int.from_bytes(bytes(numbers), "big")
    custom = ("{:d}", "0{:o}", "000{:o}", "0x{:x}", "0X{:X}", "0x000{:x}")
    joined = [".".join(one.format(number) for number in numbers) for one in custom]
    mixed = [
        ".".join(one.format(n) for one, n in zip(order, numbers, strict=True))
        for order in permutations(custom, 4)
    ]
    short = [f"{numbers[0]}.{whole & 0xFFFFFF}", f"{numbers[0]}.{numbers[1]}.{whole & 0xFFFF}"]
    single = [one.format(whole) for one in custom]
    six = [f"[::ffff:{address}]", f"[::{address}]", f"[64:ff9b::{address}]", f"[::ffff:0:{address}]"]
    wide = [
        "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in one)
        for one in (address, joined[1])
    ]
    dots = [address.replace(".", dot) for dot in ("\u3002", "\uff0e", "\uff61", "%2e")]
    return [
        *joined,
        *mixed[::2],
        *short,
        *single,
        *six,
        *wide,
        *dots,
        f"{address}.",
        f"{address}..",
        f"%{address}",
    ]


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.1"])
async def test_a_private_address_is_refused_when_it_is_spelled_in_any_way(address: str) -> None:
    """Two hundred spellings each of this machine, of the cloud's secrets and of the office: none is even looked up."""
    asked: list[str] = []

    async def resolve(name: str, _port: int) -> list[str]:
        asked.append(name)
        return ["93.184.216.34"]

    client = a_client(policy=Policy(resolve=resolve))
    spellings = spellings_of(address)

    refusals = [await refusal_of(client.get(f"http://{host}/latest/meta-data/")) for host in spellings]

    assert len(set(spellings)) > 200
    assert {error.refusal for error in refusals} == {Refusal.FORBIDDEN_ADDRESS}
    assert asked == []
    await client.close()


@given(
    st.text(max_size=80),
    st.sampled_from(["", "http://", "https://", "//", "http:", "HTTP://[", "https://x@"]),
)
def test_any_text_is_answered_when_it_stands_for_an_address(text: str, scheme: str) -> None:
    """No spelling breaks the check; what passes is a plain public address."""
    try:
        checked = CLIENT._checked(scheme + text)
    except SourceError:
        return

    assert checked.scheme in {"http", "https"}
    assert not checked.userinfo
    assert (checked.port or 80) in {80, 443}


@given(st.ip_addresses())
def test_an_address_is_public_only_when_python_does_not_call_it_private(
    ip: IPv4Address | IPv6Address,
) -> None:
    """Our own list is stricter than Python's, never looser."""
    assert not is_public(str(ip)) or (not ip.is_private and not ip.is_loopback and not ip.is_link_local)
