// Sets up what is missing, then runs the named script with a Node that knows TypeScript.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { root } from './find-node.mjs';
import { setup } from './setup.mjs';

try {
  const node = setup();
  const [script, ...rest] = process.argv.slice(2);
  const child = spawn(
    node,
    ['--conditions=assay-source', '--disable-warning=ExperimentalWarning', join(root, script), ...rest],
    {
      stdio: 'inherit',
      env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
} catch (error) {
  console.error(`assay: ${error.message}`);
  process.exit(2);
}
