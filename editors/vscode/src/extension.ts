// Starts `checker lsp`, and shows the report of a project beside the file that is open.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

/** Exit status of `checker report` where files have mistakes: the page says so, and is worth showing. */
const INCOMPLETE = 2;
const FILES = "**/{claims,rules}/**/*.{yaml,yml}";

let client: LanguageClient | undefined;
let panel: vscode.WebviewPanel | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("checker.report", showReport),
    vscode.commands.registerCommand("checker.restart", restart),
    vscode.workspace.onDidSaveTextDocument(refresh),
    vscode.workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration("checker.path") ? restart() : undefined,
    ),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

function command(): string {
  return vscode.workspace.getConfiguration("checker").get<string>("path") || "checker";
}

async function start(): Promise<void> {
  client = new LanguageClient(
    "checker",
    "Source-consistency checker",
    { command: command(), args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", pattern: FILES }, { scheme: "file", pattern: "**/accepted.yaml" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml,txt}") },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    await notStarted(error);
  }
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function notStarted(error: unknown): Promise<void> {
  const choice = await vscode.window.showErrorMessage(
    `"${command()} lsp" does not start: ${text(error)}. Name the command in the setting checker.path; ` +
      "the language server is an extra of the checker, and `checker doctor` says whether it is there.",
    "Open the Setting",
  );
  if (choice) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "checker.path");
  }
}

/** The folder to report on: that of the open file, else the first of the workspace. */
function folder(): string | undefined {
  const open = vscode.window.activeTextEditor?.document.uri;
  if (open?.scheme === "file") {
    return path.dirname(open.fsPath);
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}

async function showReport(): Promise<void> {
  const where = folder();
  if (where === undefined) {
    await vscode.window.showErrorMessage("Open a folder that holds claims/ and rules/ first.");
    return;
  }
  try {
    const page = await makePage(where);
    panel ??= newPanel();
    panel.title = `Report: ${path.basename(where)}`;
    panel.webview.html = page;
    shownOf = where;
  } catch (error) {
    await vscode.window.showErrorMessage(`No report: ${text(error)}`);
  }
}

let shownOf: string | undefined;

/** Makes the report anew when a file is saved, while it is shown. */
async function refresh(document: vscode.TextDocument): Promise<void> {
  if (panel === undefined || shownOf === undefined || document.uri.scheme !== "file") {
    return;
  }
  try {
    panel.webview.html = await makePage(shownOf);
  } catch {
    // the page that is shown stays; the file's own problems are shown where they are
  }
}

function newPanel(): vscode.WebviewPanel {
  const made = vscode.window.createWebviewPanel("checker.report", "Report", vscode.ViewColumn.Beside, {
    enableScripts: true,
    localResourceRoots: [],
  });
  made.onDidDispose(() => {
    panel = undefined;
    shownOf = undefined;
  });
  return made;
}

async function makePage(where: string): Promise<string> {
  const scratch = await mkdtemp(path.join(tmpdir(), "checker-"));
  try {
    const file = path.join(scratch, "report.html");
    await run(["report", "--html", file], where);
    return await readFile(file, "utf-8");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function run(args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(command(), args, { cwd, maxBuffer: 64_000_000 }, (error, _, told) => {
      if (error && error.code !== INCOMPLETE && (error.code as unknown) !== 1) {
        reject(new Error(told.trim() || error.message));
      } else {
        resolve();
      }
    });
  });
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
