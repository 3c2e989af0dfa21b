"""mujaz verify: is a digest supported by its article? The answer is data and an exit code."""

import json
from typing import Any

from tests.builders import HARBOUR
from tests.cli.terminal import Mujaz

TITLE = "صحار تفتتح رصيفًا جديدًا"
TRUE = "كلّف الرصيف 12 مليون ريال."
FALSE = "كلّف الرصيف 77 مليون ريال."


def a_question(claim: str, article_id: str = "a") -> str:
    article = {"id": article_id, "title": TITLE, "text": HARBOUR}
    digest = {"headline": TITLE, "digest": [{"text": claim, "evidence": [1]}], "key_points": []}
    return json.dumps({"article": article, "digest": digest}, ensure_ascii=False)


def verdicts(out: str) -> list[Any]:
    return [json.loads(line) for line in out.rstrip("\n").split("\n")]


def test_it_ends_well_when_the_digest_is_faithful(mujaz: Mujaz) -> None:
    """A faithful digest passes."""
    ran = mujaz("verify", "-", stdin=a_question(TRUE).encode())

    assert ran.code == 0
    assert ran.out == "faithful: the article supports every claim\n"


def test_it_names_the_problem_when_the_digest_is_not_faithful(mujaz: Mujaz) -> None:
    """What the article does not say is shown with the words and the reason."""
    ran = mujaz("verify", "-", stdin=a_question(FALSE).encode())

    assert ran.code == 1
    assert "number" in ran.out
    assert "77" in ran.out


def test_the_json_has_its_promised_shape_when_asked_for(mujaz: Mujaz) -> None:
    """Other programs read these fields: their names and order stay."""
    ran = mujaz("verify", "--json", stdin=a_question(FALSE).encode())

    (answer,) = verdicts(ran.out)
    assert ran.code == 1
    assert list(answer) == ["id", "verdict"]
    assert list(answer["verdict"]) == ["faithful", "problems"]
    assert answer["verdict"]["faithful"] is False
    assert list(answer["verdict"]["problems"][0]) == ["claim", "kind", "words", "reason", "evidence"]


def test_questions_are_answered_in_order_when_one_of_them_is_bad(mujaz: Mujaz) -> None:
    """One bad line is named and costs no other its answer."""
    lines = [a_question(TRUE, "1"), "{", '{"article":{"id":"3","text":"x"}}', a_question(FALSE, "4")]

    ran = mujaz("verify", "--jsonl", stdin="\n".join(lines).encode())

    answers = verdicts(ran.out)
    assert ran.code == 1
    assert [answer["id"] for answer in answers] == ["1", "", "3", "4"]
    assert [answer.get("line") for answer in answers] == [None, 2, 3, None]
    assert [answers[0]["verdict"]["faithful"], answers[3]["verdict"]["faithful"]] == [True, False]


def test_all_is_well_when_every_question_was_answered(mujaz: Mujaz) -> None:
    """With many questions the verdicts are data: an unfaithful one is no failure of the program."""
    ran = mujaz("verify", "--jsonl", stdin=a_question(FALSE).encode())

    assert ran.code == 0


def test_the_call_is_wrong_when_the_question_is_no_json(mujaz: Mujaz) -> None:
    """A question that cannot be read is answered with the shape it should have."""
    for question in (b"", b"{", b'{"article":1}', b"\xff\xfe\x00"):
        ran = mujaz("verify", stdin=question)

        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("mujaz: ")
        assert ran.err.count("\n") == 1
