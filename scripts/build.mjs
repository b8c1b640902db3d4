// Builds the package into `packages/assay/dist`: JavaScript in a few bundled files, since loading hundreds of modules takes
// longer than judging a small file, and declarations beside it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { buildReport } from '../apps/web/build.mjs';
import { root } from './find-node.mjs';

const home = join(root, 'packages/assay');
const dist = join(home, 'dist');

/** Drivers with native parts, or that look for optional parts at run time, stay packages. */
const external = [/^@duckdb\//, /^better-sqlite3$/, /^pg(-cursor)?$/, /^iconv-lite$/];

const bundle = async () => {
  const { output } = await build({
    input: {
      'cli/main': join(home, 'src/cli/main.ts'),
      index: join(home, 'src/index.ts'),
      'workers/object-worker': join(home, 'src/versions/objects/object-worker.ts'),
    },
    platform: 'node',
    external,
    logLevel: 'warn',
    output: { dir: dist, format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js' },
  });
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
};

/** The licences of the packages whose code is in the bundles. */
const writeLicences = (modules) => {
  const folders = new Set(
    modules.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []),
  );
  const texts = [...folders].map((folder) => {
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined) throw new Error(`${folder} comes without a licence text`);
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  });
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), texts.sort().join(`\n${'-'.repeat(80)}\n\n`));
};

rmSync(dist, { recursive: true, force: true });
writeLicences([...(await bundle()), ...(await buildReport())]);
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const run = spawnSync(process.execPath, [tsc, '-p', join(home, 'tsconfig.build.json')], { stdio: 'inherit' });
process.exit(run.status ?? 1);
