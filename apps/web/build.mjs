// Builds the report's script and style into the package, where `assay report --format html` finds them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../../packages/assay/web');

/** Returns the files the script is made of. */
export const buildReport = async () => {
  const { output } = await build({
    input: join(here, 'src/report/main.tsx'),
    platform: 'browser',
    logLevel: 'warn',
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, jsx: { runtime: 'automatic' } },
    write: false,
    output: { format: 'esm', minify: true, codeSplitting: false },
  });
  const [script] = output;
  const style = ['src/report/report.css', 'src/digest/digest.css']
    .map((file) => readFileSync(join(here, file), 'utf8').replace(/\s+/g, ' '))
    .join('');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'report.js'), script.code);
  writeFileSync(join(out, 'report.css'), style);
  return script.moduleIds;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildReport();
