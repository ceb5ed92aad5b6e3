"""A language server: the findings of a text while it is written, in any editor that speaks the protocol.

Language Server Protocol 3.17 over standard input and output, by pygls. Texts stay in this process: nothing is stored, logged or
sent anywhere. Options of ``initialize``: ``surface`` and ``preset``, as for ``secondstory check``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from secondstory import __version__
from secondstory.language import Finding, Report, report
from secondstory.language.positions import Lines
from secondstory.language.surfaces import PRESETS, SURFACES

SOURCE = "secondstory"
MARKDOWN = {"markdown", "rmd", "mdx", "quarto", ""}
SEVERITIES = {
    "whisper": lsp.DiagnosticSeverity.Hint,
    "nudge": lsp.DiagnosticSeverity.Information,
    "ask": lsp.DiagnosticSeverity.Information,
    "gate": lsp.DiagnosticSeverity.Warning,
}


@dataclass
class Looked:
    """A text as it was when it was read, and what was said of it."""

    document: TextDocument
    text: str
    report: Report
    lines: Lines = field(init=False)

    def __post_init__(self) -> None:
        self.lines = Lines(self.text)

    def range(self, start: int, end: int) -> lsp.Range:
        """In the units the client counts in."""
        told = lsp.Range(self._position(start), self._position(end))
        return self.document.position_codec.range_to_client_units(self.document.lines, told)

    def _position(self, index: int) -> lsp.Position:
        line, column = self.lines.line_and_column(index)
        return lsp.Position(line - 1, column - 1)

    def touching(self, wanted: lsp.Range) -> Iterator[tuple[Finding, lsp.Range]]:
        for finding in self.report.findings:
            place = self.range(finding.start, finding.end)
            if _key(place.start) <= _key(wanted.end) and _key(wanted.start) <= _key(place.end):
                yield finding, place


def _key(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character


class Server(LanguageServer):
    """``surface`` and ``preset`` hold for the whole session."""

    surface = "writeup"
    preset = "standard"

    def look(self, uri: str) -> Looked:
        document = self.workspace.get_text_document(uri)
        text = document.source
        kind = "markdown" if (document.language_id or "") in MARKDOWN else "plain"
        return Looked(document, text, report(text, kind=kind, surface=self.surface, preset=self.preset))

    def publish(self, uri: str) -> None:
        looked = self.look(uri)
        told = [_diagnostic(looked, finding) for finding in looked.report.findings]
        told += [
            lsp.Diagnostic(
                looked.range(mark.start, mark.end), mark.problem, lsp.DiagnosticSeverity.Information, source=SOURCE
            )
            for mark in looked.report.unexplained
        ]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, version=looked.document.version, diagnostics=told)
        )


def _diagnostic(looked: Looked, finding: Finding) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        looked.range(finding.start, finding.end),
        " ".join([finding.message, *finding.questions[:1]]),
        SEVERITIES[finding.level],
        code=finding.rule,
        source=SOURCE,
    )


def make_server() -> Server:
    server = Server(SOURCE, __version__)

    @server.feature(lsp.INITIALIZE)
    def initialize(server: Server, params: lsp.InitializeParams) -> None:
        options = params.initialization_options
        if isinstance(options, dict):
            server.surface = options["surface"] if options.get("surface") in SURFACES else server.surface
            server.preset = options["preset"] if options.get("preset") in PRESETS else server.preset

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        looked = server.look(params.text_document.uri)
        for finding, place in looked.touching(lsp.Range(params.position, params.position)):
            return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, _told(finding)), place)
        return None

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def actions(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        looked = server.look(params.text_document.uri)
        return [
            action for finding, place in looked.touching(params.range) for action in _actions(looked, finding, place)
        ]

    return server


def _told(finding: Finding) -> str:
    questions = "\n".join(f"- {question}" for question in finding.questions)
    return f"**{finding.message}**\n\n{finding.why}\n\n{questions}\n\n`{finding.rule}`"


def _actions(looked: Looked, finding: Finding, place: lsp.Range) -> Iterator[lsp.CodeAction]:
    """A rewrite stands in place of the words; its gaps are the author's to fill. Or keep the words, and say why."""
    about = [_diagnostic(looked, finding)]
    for rewrite in finding.rewrites:
        yield _action(f"Reword: {rewrite}", looked, about, lsp.TextEdit(place, rewrite))
    if (looked.document.language_id or "") in MARKDOWN:
        before = lsp.Position(_first_line_of_block(looked, finding.line) - 1, 0)
        mark = f"<!-- blame-ok {finding.rule}:  -->\n"
        yield _action("Keep it, and say why", looked, about, lsp.TextEdit(lsp.Range(before, before), mark))


def _first_line_of_block(looked: Looked, line: int) -> int:
    """A mark speaks for the block below it: the paragraph begins after the last blank line."""
    lines = looked.text.splitlines()
    while line > 1 and lines[line - 2].strip():
        line -= 1
    return line


def _action(title: str, looked: Looked, about: list[lsp.Diagnostic], edit: lsp.TextEdit) -> lsp.CodeAction:
    return lsp.CodeAction(
        title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=about,
        edit=lsp.WorkspaceEdit(changes={looked.document.uri: [edit]}),
    )
