#!/usr/bin/env node
// Starts the command line: compiled code in an installed package, the TypeScript sources in a checkout. What goes wrong before
// it runs ends with 2 or 70, never with 1: that would say that data are blocked.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const source = join(home, 'src', 'cli', 'main.ts');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

const end = (code, message) => {
  process.stderr.write(`assay: ${message}\n`);
  process.exit(code);
};

const start = async (main) => {
  module.enableCompileCache?.();
  try {
    const { main: run } = await import(pathToFileURL(main).href);
    await run(process.argv.slice(2));
  } catch (error) {
    end(70, `this is a bug in Assay, or its files are damaged\n${error.stack}`);
  }
};

/** Runs this file again with the Node that set-up found or fetched. */
const startAgain = async () => {
  const { setup } = await import(pathToFileURL(join(home, '..', '..', 'scripts', 'setup.mjs')).href);
  let node = '';
  try {
    node = setup();
  } catch (error) {
    end(2, error.message);
  }
  const run = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(run.status ?? 128 + (constants.signals[run.signal] ?? 0));
};

if (existsSync(source)) await (major >= 24 ? start(source) : startAgain());
else if (major > 22 || (major === 22 && minor >= 12)) await start(join(home, 'dist', 'cli', 'main.js'));
else end(2, `Node 22.12 or newer is needed; this is ${process.versions.node}`);
