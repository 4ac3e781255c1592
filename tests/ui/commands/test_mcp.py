"""`footnote mcp`, started by the protocol's own client as such programs start their servers."""

import os
import sys
from pathlib import Path

import pytest

mcp = pytest.importorskip("mcp", reason="the extra footnote[mcp] is not installed")


async def test_a_program_starts_the_server_and_asks(tiny, tmp_path):
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "ui", "mcp"], env=dict(os.environ), cwd=Path.cwd()
    )
    async with mcp.Client(command) as client:
        found = await client.call_tool("search", {"query": "memory of long contexts", "limit": 1})
    assert not found.is_error
    assert len(found.structured_content["result"]) == 1
