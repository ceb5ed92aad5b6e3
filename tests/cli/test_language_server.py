"""``secondstory lsp``: a real client over standard input and output sees findings at the right characters."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from tests.migrated import REPOSITORY

URI = "file:///notes/page.md"
TEXT = "Glad 🦓 it ended.\r\n\r\nGlad 🦓: the root cause was human error.\r\n"


class Editor:
    """What an editor does, no more."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.shown: asyncio.Queue[list[lsp.Diagnostic]] = asyncio.Queue()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def show(params: lsp.PublishDiagnosticsParams) -> None:
            self.shown.put_nowait(list(params.diagnostics))

    async def see(self) -> list[lsp.Diagnostic]:
        return await asyncio.wait_for(self.shown.get(), 20)

    async def open(self, text: str, language: str = "markdown") -> list[lsp.Diagnostic]:
        document = lsp.TextDocumentItem(URI, language, 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        return await self.see()

    async def change(self, text: str, where: lsp.Range, version: int = 2) -> list[lsp.Diagnostic]:
        document = lsp.VersionedTextDocumentIdentifier(version, URI)
        change = lsp.TextDocumentContentChangePartial(where, text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        return await self.see()

    async def actions(self, where: lsp.Range) -> list[lsp.CodeAction]:
        given = await self.client.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(URI), where, lsp.CodeActionContext([]))
        )
        return [action for action in given or [] if isinstance(action, lsp.CodeAction)]


def session(story: Callable[[Editor], Awaitable[None]], encoding: str = "utf-16", **options: str) -> None:
    """Start the server as an editor does, tell the story, shut down as one should."""

    async def run() -> None:
        client = LanguageClient("tests", "1")
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
        await client.start_io(sys.executable, "-m", "secondstory.cli", "lsp", "--stdio", env=environment)
        editor = Editor(client)
        try:
            able = lsp.ClientCapabilities(
                general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind(encoding)])
            )
            told = await client.initialize_async(lsp.InitializeParams(able, initialization_options=options))
            assert told.capabilities.position_encoding == encoding
            assert told.server_info.name == "secondstory"
            client.initialized(lsp.InitializedParams())
            await story(editor)
            await client.shutdown_async(None)
            client.exit(None)
        finally:
            await client.stop()

    asyncio.run(run())


def units(text: str, place: lsp.Range, encoding: str = "utf-16") -> str:
    """The words at a place, counted as the client counts."""
    width = {"utf-16": 2, "utf-8": 1, "utf-32": 4}[encoding]
    codec = encoding if encoding == "utf-8" else f"{encoding}-le"
    line = text.split("\n")[place.start.line].encode(codec)
    assert place.start.line == place.end.line
    return line[width * place.start.character : width * place.end.character].decode(codec)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8"])
def test_findings_stand_at_the_right_characters_in_the_units_of_the_client(encoding: str) -> None:
    async def story(editor: Editor) -> None:
        shown = await editor.open(TEXT)
        assert {units(TEXT, found.range, encoding) for found in shown} == {"root cause was", "human error"}
        assert {found.source for found in shown} == {"secondstory"}
        assert all(found.severity != lsp.DiagnosticSeverity.Error for found in shown)

    session(story, encoding)


def test_a_hover_says_why_and_asks() -> None:
    async def story(editor: Editor) -> None:
        [*_, found] = await editor.open(TEXT)
        told = await editor.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(URI), found.range.start)
        )
        assert told
        assert isinstance(told.contents, lsp.MarkupContent)
        assert "?" in told.contents.value
        assert str(found.code) in told.contents.value
        nothing = await editor.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(URI), lsp.Position(0, 0))
        )
        assert nothing is None

    session(story)


def test_a_rewrite_takes_the_place_of_the_words_and_they_are_gone() -> None:
    async def story(editor: Editor) -> None:
        shown = await editor.open(TEXT)
        label = next(found for found in shown if found.code == "human_error.label")
        action = next(act for act in await editor.actions(label.range) if act.title.startswith("Reword"))
        edit = action.edit.changes[URI][0]
        assert edit.range == label.range
        shown = await editor.change(edit.new_text, edit.range)
        assert "human_error.label" not in {found.code for found in shown}

    session(story)


def test_keeping_the_words_asks_for_a_reason_and_then_is_quiet() -> None:
    async def story(editor: Editor) -> None:
        shown = await editor.open(TEXT)
        label = next(found for found in shown if found.code == "human_error.label")
        keep = next(act for act in await editor.actions(label.range) if act.title.startswith("Keep"))
        edit = keep.edit.changes[URI][0]
        shown = await editor.change(edit.new_text, edit.range)
        assert "human_error.label" in {found.code for found in shown}  # no reason yet
        assert any(found.code is None for found in shown)  # and it says so
        gap = lsp.Position(edit.range.start.line, len(edit.new_text.rstrip("\n")) - len(" -->"))
        shown = await editor.change("the press wrote so", lsp.Range(gap, gap), version=3)
        assert "human_error.label" not in {found.code for found in shown}

    session(story)


def test_closing_a_text_takes_its_findings_away() -> None:
    async def story(editor: Editor) -> None:
        assert await editor.open(TEXT)
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(URI)))
        assert await editor.see() == []

    session(story)


def test_the_surface_and_how_strict_are_the_editors_choice() -> None:
    async def story(editor: Editor) -> None:
        shown = await editor.open("It was human error.")
        assert [found.severity for found in shown] == [lsp.DiagnosticSeverity.Warning]

    session(story, preset="strict")

    async def quiet(editor: Editor) -> None:
        assert await editor.open("It was human error.") == []

    session(quiet, surface="notes")


def test_without_the_extra_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pygls'] = None; sys.modules['lsprotocol'] = None\n"
        "sys.argv = ['secondstory', 'lsp']\nfrom secondstory.cli import main; main()"
    )
    environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert "secondstory[lsp]" in done.stderr
