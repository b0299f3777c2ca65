// The extension as VS Code runs it, with an editor and a language client that only note what they are told.

"use strict";

const assert = require("node:assert");
const { chmodSync, mkdtempSync, readFileSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const { test } = require("node:test");

const esbuild = require("esbuild");

const root = path.join(__dirname, "..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf-8"));
const bundle = esbuild.buildSync({
  entryPoints: [path.join(root, "src", "extension.ts")],
  bundle: true,
  platform: "node",
  external: ["vscode", "vscode-languageclient/node"],
  write: false,
}).outputFiles[0].text;

/** The extension in an editor of its own. `script` is what the command `checker` does. */
function editor({ script = "exit 0", startFails = false } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "checker-vscode-"));
  const command = path.join(folder, "checker");
  writeFileSync(command, `#!/bin/sh\n${script}\n`);
  chmodSync(command, 0o755);
  const seen = { commands: {}, clients: [], errors: [], panels: [], executed: [], answer: undefined, onSave: undefined };
  const vscode = {
    ViewColumn: { Beside: -2 },
    commands: {
      registerCommand: (name, body) => ((seen.commands[name] = body), { dispose() {} }),
      executeCommand: async (...words) => seen.executed.push(words),
    },
    window: {
      activeTextEditor: { document: { uri: { scheme: "file", fsPath: path.join(folder, "claims", "fire", "herald.yaml") } } },
      showErrorMessage: async (message) => (seen.errors.push(message), seen.answer),
      createWebviewPanel: (type, title, column, options) => {
        const panel = { type, title, column, options, webview: { html: "" }, onDidDispose: (end) => (panel.end = end) };
        seen.panels.push(panel);
        return panel;
      },
    },
    workspace: {
      getConfiguration: () => ({ get: () => command }),
      onDidSaveTextDocument: (body) => ((seen.onSave = body), { dispose() {} }),
      onDidChangeConfiguration: (body) => ((seen.onChange = body), { dispose() {} }),
      createFileSystemWatcher: (pattern) => ({ pattern }),
      workspaceFolders: [{ uri: { fsPath: folder } }],
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) {
      Object.assign(this, { id, name, server, options, state: "made" });
      seen.clients.push(this);
    }
    async start() {
      if (startFails) throw new Error("no such command");
      this.state = "started";
    }
    async stop() {
      this.state = "stopped";
    }
  }
  const module = { exports: {} };
  const take = (name) => ({ vscode, "vscode-languageclient/node": { LanguageClient } })[name] ?? require(name);
  new Function("module", "exports", "require", bundle)(module, module.exports, take);
  require("node:fs").mkdirSync(path.join(folder, "claims", "fire"), { recursive: true });
  return { ...module.exports, seen, folder, command, vscode, context: { subscriptions: [] } };
}

const PAGE = 'test "$1 $2" = "report --html" || exit 3; printf "<p>%s</p>" "$(pwd)" > "$3"';

test("it starts the language server that the setting names", async () => {
  const it = editor();
  await it.activate(it.context);
  const [client] = it.seen.clients;
  assert.deepEqual(client.server, { command: it.command, args: ["lsp"] });
  assert.equal(client.state, "started");
  await it.deactivate();
  assert.equal(client.state, "stopped");
});

test("every command of the manifest is there, and no other", async () => {
  const it = editor();
  await it.activate(it.context);
  const named = manifest.contributes.commands.map((each) => each.command);
  assert.deepEqual(Object.keys(it.seen.commands).sort(), named.sort());
});

test("where the server does not start it says what to do", async () => {
  const it = editor({ startFails: true });
  it.seen.answer = "Open the Setting";
  await it.activate(it.context);
  assert.match(it.seen.errors[0], /no such command.*checker\.path.*checker doctor/);
  assert.deepEqual(it.seen.executed, [["workbench.action.openSettings", "checker.path"]]);
});

test("another command in the setting starts the server anew", async () => {
  const it = editor();
  await it.activate(it.context);
  await it.seen.onChange({ affectsConfiguration: (name) => name === "checker.path" });
  assert.deepEqual(it.seen.clients.map((client) => client.state), ["stopped", "started"]);
});

test("the report opens beside, is made anew on save, and not once it is closed", async () => {
  const it = editor({ script: PAGE });
  await it.activate(it.context);
  await it.seen.commands["checker.report"]();
  const [panel] = it.seen.panels;
  assert.equal(panel.column, it.vscode.ViewColumn.Beside);
  assert.match(panel.webview.html, /<p>.*claims\/fire<\/p>/);
  panel.webview.html = "";
  await it.seen.onSave({ uri: { scheme: "file" } });
  assert.match(panel.webview.html, /claims\/fire/);
  panel.end();
  panel.webview.html = "";
  await it.seen.onSave({ uri: { scheme: "file" } });
  assert.equal(panel.webview.html, "");
});

for (const status of [1, 2]) {
  test(`a report with exit status ${status} is shown`, async () => {
    const it = editor({ script: `${PAGE}; exit ${status}` });
    await it.activate(it.context);
    await it.seen.commands["checker.report"]();
    assert.match(it.seen.panels[0].webview.html, /claims\/fire/);
    assert.deepEqual(it.seen.errors, []);
  });
}

test("a bug of the checker is said, with its words", async () => {
  const it = editor({ script: "echo this is a bug >&2; exit 3" });
  await it.activate(it.context);
  await it.seen.commands["checker.report"]();
  assert.deepEqual(it.seen.errors, ["No report: this is a bug"]);
  assert.deepEqual(it.seen.panels, []);
});

test("without a folder it says what to open", async () => {
  const it = editor();
  it.vscode.window.activeTextEditor = undefined;
  it.vscode.workspace.workspaceFolders = undefined;
  await it.activate(it.context);
  await it.seen.commands["checker.report"]();
  assert.match(it.seen.errors[0], /claims\/ and rules\//);
});

test("the command in the setting may not come from a folder that is not trusted", () => {
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, false);
  assert.equal(manifest.contributes.configuration.properties["checker.path"].scope, "machine-overridable");
});
