// Does one thing again and again until it is killed: `node act.ts KIND FOLDER SEED`. Prints `ready`, then each thing that was acknowledged.
import { writeSync } from 'node:fs';
import { randomFrom } from '../../random.ts';
import { kinds } from './kinds.ts';

const [name = '', home = '', seed = '1'] = process.argv.slice(2);
const kind = await kinds[name]?.();
if (kind === undefined) throw new Error(`known: ${Object.keys(kinds).join(', ')}`);
const random = randomFrom(Number(seed));
writeSync(1, 'ready\n');
for (;;) writeSync(1, `${await kind.act(home, random)}\n`);
