"""The commands as help lists them, by what a person wants."""

from __future__ import annotations

from importlib import import_module

import click

SECTIONS = {
    "Find where sources disagree": {
        "report": "The report for an editor: whom to ring up first, and why.",
        "explain": "A rule, or how a finding was derived.",
        "diff": "What differs between two commits or folders.",
        "serve": "The report as a page, updated when a file is saved, and the articles.",
    },
    "Code articles": {
        "desk": "Code articles in a browser, and see whom they contradict.",
        "init": "Start a project: an example article and the standard rules.",
        "new": "Start an article's claims from its text.",
        "rename": "Give an entity another id or name, everywhere.",
        "merge": "Merge two entities into one, everywhere.",
        "coverage": "Which figures in the texts are not coded yet.",
        "lsp": "The language server, for editors.",
        "schema": "JSON Schemas, by which an editor completes and checks.",
    },
    "Let nothing new through": {
        "check": "The gate: fails where new claims conflict.",
        "accept": "Write down that a finding is known, and why.",
        "prune": "Remove from accepted.yaml what is no longer found.",
    },
    "What can be claimed, and what must hold": {
        "vocabulary": "Properties and rules that come with it: list them, add one.",
        "test": "Run the rules' own examples.",
    },
    "Other tools": {
        "import": "Claims from a file of another tool.",
        "export": "The claims in the format of another tool.",
    },
    "When something is wrong": {"doctor": "Versions, extras, git and texts, and what is wrong with them."},
}
"""The commands as help lists them: by what a person wants."""


ELSEWHERE = {
    "accept": "accept",
    "coverage": "coding",
    "desk": "desk",
    "diff": "comparing",
    "doctor": "doctor",
    "export": "exchange",
    "import": "exchange",
    "init": "starting",
    "lsp": "editor",
    "merge": "editing",
    "new": "coding",
    "prune": "accept",
    "rename": "editing",
    "schema": "coding",
    "serve": "desk",
    "vocabulary": "vocabulary",
}
"""The modules of commands that others do without."""


class Sections(click.Group):
    """A group whose help lists its commands by what they are for, and which imports them when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted({*self.commands, *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in ELSEWHERE and cmd_name not in self.commands:
            module = import_module(f"checker.commands.{ELSEWHERE[cmd_name]}")
            self.add_command(getattr(module, cmd_name, None) or module.import_)  # `import` is no name of Python
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises click.UsageError, with what may have been meant."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            from checker.problems import did_you_mean

            raise click.UsageError(f"no such command {args[0]!r}{did_you_mean(args[0], names)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))
