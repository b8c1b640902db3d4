// Does one thing again and again until it is killed: `node act.ts WHAT FOLDER SEED`. Prints `ready`, then each thing that was acknowledged.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalog } from '../../packages/assay/src/catalog/catalog.ts';
import { addVersion } from '../../packages/assay/src/operations/versions/add.ts';
import { promoteVersion } from '../../packages/assay/src/operations/versions/promote.ts';
import { tagIn } from '../../packages/assay/src/operations/versions/tag.ts';
import { tidyObjects } from '../../packages/assay/src/operations/versions/tidy.ts';
import { readProject } from '../../packages/assay/src/project/project.ts';
import { pick, randomFrom } from '../random.ts';

const [what = '', home = '', seed = '1'] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const project = readProject(home, { env: {}, vars: {} });
const by = { actor: 'a', reason: '', now: new Date() };
const version = (): string => `base@v${1 + Math.floor(random() * 5)}`;

const addOne = async (): Promise<string> => {
  const folder = join(home, `in-${seed}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (let file = 0; file < 40; file += 1)
    writeFileSync(join(folder, `f${file}`), `content ${Math.floor(random() * 60)}`);
  const added = await addVersion(project, { path: folder, name: 'added', author: 'a', cwd: home });
  return `added@v${added.version.number} ${added.version.id}`;
};

const gcOne = async (): Promise<string> => {
  return `gc ${(await tidyObjects(project, { graceDays: 0, dryRun: false })).objects}`;
};

const works: Readonly<Record<string, () => Promise<string>>> = {
  add: addOne,
  gc: gcOne,
  tag: async () => {
    const done = await tagIn(home, {
      version: version(),
      tag: `t${Math.floor(random() * 3)}`,
      remove: false,
      ...by,
    });
    return `tag ${done.alias} ${done.after}`;
  },
  promote: async () => {
    const to = version();
    const { result } = await promoteVersion(project, {
      version: to,
      stage: 'candidate',
      override: false,
      ...by,
    });
    return `tag base@candidate ${to} ${result.outcome}`;
  },
  migrate: async () => {
    const folder = join(home, `m-${Math.floor(random() * 1e9)}`);
    mkdirSync(join(folder, '.assay'), { recursive: true });
    copyFileSync(join(home, 'old.db'), join(folder, '.assay', 'catalog.db'));
    process.stdout.write(`begun ${folder}\n`);
    const catalog = await openCatalog(folder);
    const { length } = await catalog.runs.list();
    await catalog.close();
    return `migrated ${folder} ${length}`;
  },
};

const work = works[what];
if (work === undefined) throw new Error(`known: ${pick(Object.keys(works), random)}`);
process.stdout.write('ready\n');
for (;;) process.stdout.write(`${await work()}\n`);
