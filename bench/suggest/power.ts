import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '../../packages/assay/src/operations/suggest/draft.ts';
import { draftSource } from '../../packages/assay/src/operations/suggest/draft-source.ts';
import { withReferences } from '../../packages/assay/src/operations/suggest/references/with-references.ts';
import { randomFrom } from '../random.ts';
import type { Answer } from './worlds/truth.ts';
import { csvOf, type World } from './worlds/world.ts';
import { worlds } from './worlds/worlds.ts';

/** Counts how many of the truths planted in five processes a draft tells, by the rows it is made from: `power.ts [SEEDS] [ROWS…]`. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [seeds = 4, ...sizes] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'assay-power-'));

const drafted = async (name: string, rows: Parameters<typeof csvOf>[0]) => {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, csvOf(rows));
  const named = { name, source: { kind: 'files', path } as const };
  return { ...named, draft: (await draftSource(named, {})).draft };
};

const draftOf = async ({ name, parents, batch }: World, seed: number, rows: number): Promise<Draft> => {
  const all = [await drafted(name.replace(' ', '_'), batch(randomFrom(seed), rows, 0))];
  for (const [parent, own] of Object.entries(parents)) all.push(await drafted(parent, own));
  const [found] = await withReferences(all);
  if (found === undefined) throw new Error('no draft');
  return found;
};

interface Count {
  readonly planted: number;
  readonly answers: Readonly<Record<Answer, number>>;
}
const none: Count = { planted: 0, answers: { rule: 0, question: 0, 'not found': 0 } };

const counts = new Map<string, Count>();
const count = (kind: string, rows: number, answer: Answer): void => {
  const key = `${kind} ${rows}`;
  const { planted, answers } = counts.get(key) ?? none;
  counts.set(key, { planted: planted + 1, answers: { ...answers, [answer]: answers[answer] + 1 } });
};

const rowsAsked = sizes.length > 0 ? sizes : [200, 1000, 5000, 50_000];
const kinds = new Set<string>();
const missed = new Map<string, number>();
try {
  for (const rows of rowsAsked)
    for (let seed = 1; seed <= seeds; seed += 1)
      for (const make of worlds) {
        const world = make(randomFrom(seed * 104_729));
        const draft = await draftOf(world, seed * 15_485_863 + rows, rows);
        for (const { kind, what, answer } of world.truths) {
          const found = answer(draft);
          kinds.add(kind);
          count(kind, rows, found);
          const key = `${rows} rows, ${world.name}, ${kind}: ${what}: ${found}`;
          if (found !== 'rule') missed.set(key, (missed.get(key) ?? 0) + 1);
        }
      }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

say(`| planted | ${rowsAsked.map((rows) => `${rows.toLocaleString('en')} rows`).join(' | ')} |`);
say(`|---|${'---:|'.repeat(rowsAsked.length)}`);
for (const kind of kinds) {
  const cells = rowsAsked.map((rows) => {
    const { planted, answers } = counts.get(`${kind} ${rows}`) ?? none;
    return `${answers.rule + answers.question} of ${planted}${answers.question > 0 ? ` (${answers.question} as questions)` : ''}`;
  });
  say(`| ${kind} | ${cells.join(' | ')} |`);
}
for (const [what, times] of missed) say(`  ${times} of ${seeds}: ${what}`);
