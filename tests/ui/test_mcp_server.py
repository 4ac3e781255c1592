"""The tools, spoken to by the protocol's own client."""

import sys

import pytest

from rag.errors import MissingExtraError, QuestionError
from ui.mcp_server import mcp_server
from ui.programs import Programs

from .scripted import played

mcp = pytest.importorskip("mcp", reason="the extra footnote[mcp] is not installed")


@pytest.fixture
def server(assistant):
    return mcp_server(Programs(assistant))


async def call(server, tool, **arguments):
    async with mcp.Client(server) as client:
        return await client.call_tool(tool, arguments)


async def test_the_answer_the_search_and_the_check_are_offered_and_nothing_else(server):
    async with mcp.Client(server) as client:
        tools = (await client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == ["answer", "check", "search"]
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)


async def test_a_program_gets_the_whole_answer(server, assistant, memory, unique):
    assistant.scripts[unique] = played(unique, memory)
    history = [{"role": "user", "content": "Hello?"}]
    result = await call(server, "answer", question=unique, history=history)
    assert result.structured_content == memory.to_dict()
    assert assistant.histories[unique] == history


async def test_a_program_can_search_and_check(server):
    found = (await call(server, "search", query="tokens", limit=2)).structured_content["result"]
    assert [hit["paper"]["id"] for hit in found] == ["lemo", "tempme"]
    checked = (await call(server, "check", text="It is so.")).structured_content["result"]
    assert checked[0]["verdict"] == "unsupported"


async def test_an_error_reaches_the_program_as_its_sentence(server, assistant, unique):
    assistant.scripts[unique] = [QuestionError("The question is too long.")]
    result = await call(server, "answer", question=unique)
    assert result.is_error
    assert "The question is too long." in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_without_the_extra_its_name_is_told(assistant, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'footnote\[mcp\]'"):
        mcp_server(Programs(assistant))
