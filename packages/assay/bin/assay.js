#!/usr/bin/env node
// Starts the command line: compiled code in an installed package, the TypeScript sources in a checkout.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const source = join(home, 'src', 'cli', 'main.ts');
const major = Number(process.versions.node.split('.')[0]);

if (!existsSync(source)) {
  if (major < 22) {
    process.stderr.write(`assay needs Node 22.12 or newer; this is ${process.versions.node}\n`);
    process.exit(2);
  }
  module.enableCompileCache?.();
  const { main } = await import(pathToFileURL(join(home, 'dist', 'cli', 'main.js')).href);
  await main(process.argv.slice(2));
} else if (major >= 24) {
  module.enableCompileCache?.();
  const { main } = await import(pathToFileURL(source).href);
  await main(process.argv.slice(2));
} else {
  const { setup } = await import(pathToFileURL(join(home, '..', '..', 'scripts', 'setup.mjs')).href);
  const run = spawnSync(setup(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(run.status ?? (run.signal === 'SIGINT' ? 130 : 1));
}
