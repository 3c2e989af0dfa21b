"""Any OpenAI-compatible chat endpoint: bounded in time, retries and calls at once. Knows nothing of digests.

Its library is imported where it is used: it takes 30 MB, and most bots have no model.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.errors import EngineError
from bot.engines.dialect import Dialect, ReplyForm, options_of, simpler
from bot.engines.prompts import FilledPrompt

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

LOCAL_KEY = "not-needed"  # the client insists on a key; local servers ignore it
MOST_DIALECTS = 5
BYTES_OF_A_TOKEN = 4  # about, in Arabic (two bytes a letter) as in English


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model sent back, whole or not: all of it is billed."""

    text: str
    finish_reason: str
    input_tokens: int
    output_tokens: int


class LanguageModel:
    """Asks one model; learns from refusals which options its server understands."""

    def __init__(
        self, *, base_url: str, api_key: str, model: str, timeout: float, retries: int, at_once: int
    ) -> None:
        import openai

        self.model = model
        self._dialect = Dialect()
        self.turns = asyncio.Semaphore(at_once)  # take one before `reply`
        # The client waits between retries with jitter and obeys Retry-After.
        self._client = openai.AsyncOpenAI(
            base_url=base_url or None, api_key=api_key or LOCAL_KEY, timeout=timeout, max_retries=retries
        )

    async def reply(self, prompt: FilledPrompt, schema: dict[str, Any]) -> Answer:
        """Return the model's answer, which `whole_text` must approve. Raises EngineError when there is none."""
        import openai

        for _ in range(MOST_DIALECTS):
            dialect = self._dialect
            try:
                return _answer_of(await self._ask(prompt, dialect, schema), prompt)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                self._simplify(dialect, str(error))
            except openai.InternalServerError as error:
                if dialect.form is not ReplyForm.SCHEMA:
                    raise EngineError(f"the model's server failed: {error.status_code}") from error
                self._simplify(dialect, "")  # some servers answer a schema with 500
            except (openai.OpenAIError, ValueError) as error:
                raise EngineError(explain(error)) from error
        raise EngineError("the model's server refuses every form of the request")

    async def check(self) -> Answer:
        """Ask for one word. Raises EngineError with what to do."""
        prompt = FilledPrompt(system="Answer with one word.", user="Ready?", temperature=0, max_tokens=200)
        return await self.reply(prompt, {"type": "object", "properties": {}, "additionalProperties": False})

    async def close(self) -> None:
        await self._client.close()

    async def _ask(self, prompt: FilledPrompt, dialect: Dialect, schema: dict[str, Any]) -> "ChatCompletion":
        from openai.types.chat import ChatCompletion

        answer = await self._client.chat.completions.create(
            model=self.model,
            messages=[
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            **options_of(dialect, prompt, schema),
        )
        assert isinstance(answer, ChatCompletion), "no stream was asked for"
        return answer

    def _simplify(self, tried: Dialect, refusal: str) -> None:
        """Another call may have learnt the same meanwhile: only what was tried just now is given up."""
        if self._dialect != tried:
            return
        looser = simpler(tried, refusal)
        if looser is None:
            raise EngineError("the model's server refuses every form of the request")
        self._dialect = looser


def explain(error: Exception) -> str:
    """Return what happened and what to do, without the address, the key or the request."""
    import openai

    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return "the model's server refuses the key; check LLM_API_KEY"
        case openai.NotFoundError():
            return "the model's server does not know the model or the path; check LLM_MODEL and LLM_BASE_URL"
        case openai.RateLimitError():
            return "the model's server is busy or the budget there is spent; try later"
        case openai.APITimeoutError():
            return "the model did not answer in time; raise LLM_TIMEOUT or use a faster model"
        case openai.APIConnectionError():
            return "the model's server cannot be reached; check LLM_BASE_URL"
        case _:
            return f"the model's server answered something unreadable ({type(error).__name__})"


def whole_text(answer: Answer) -> str:
    """Return the text of an answer that is complete. Raises EngineError when it is cut, filtered or empty."""
    if answer.finish_reason == "length":
        raise EngineError("the model's reply was cut short; raise max_tokens in the prompt's head")
    if answer.finish_reason == "content_filter":
        raise EngineError("the model's server filtered the reply")
    if not answer.text:
        raise EngineError("the model gave an empty answer")
    return answer.text


def _answer_of(completion: "ChatCompletion", prompt: FilledPrompt) -> Answer:
    choice = completion.choices[0] if completion.choices else None
    text = (choice.message.content or "") if choice else ""
    return Answer(
        text=text,
        finish_reason=choice.finish_reason if choice else "",
        input_tokens=_reported(completion, "prompt_tokens") or _estimate(prompt.system + prompt.user),
        output_tokens=_reported(completion, "completion_tokens") or _estimate(text),
    )


def _reported(completion: "ChatCompletion", name: str) -> int:
    """The tokens that the server reports; 0 when it reports none, as some local servers do."""
    count = getattr(completion.usage, name, None)
    return count if isinstance(count, int) and count > 0 else 0


def _estimate(text: str) -> int:
    """About how many tokens a text has: a budget must hold with servers that report none, too."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES_OF_A_TOKEN)
