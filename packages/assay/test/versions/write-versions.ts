import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../../../../bench/random.ts';
import { addVersion } from '../../src/operations/versions/add.ts';
import { readProject } from '../../src/project/project.ts';

/** Adds folders whose files come from a small set of contents again and again, and prints each version: `node write-versions.ts FOLDER NAME ROUNDS SEED`. */
const [home = '', name = '', rounds = '0', seed = '1'] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const folder = join(home, `in-${name}-${seed}`);
for (let round = 0; round < Number(rounds); round += 1) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (let file = 0; file < 12; file += 1)
    writeFileSync(join(folder, `f${file}`), `content ${Math.floor(random() * 40)}`);
  const { version } = await addVersion(readProject(home, { env: {}, vars: {} }), {
    path: folder,
    name,
    author: 'a',
    cwd: home,
  });
  process.stdout.write(`${name}@v${version.number}\n`);
}
