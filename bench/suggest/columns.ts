import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Draft } from '../../packages/assay/src/operations/suggest/draft.ts';
import { randomFrom } from '../random.ts';
import { brokenBy, countsOf, draftFile } from './fresh.ts';
import { batchOf, kinds, type Truth } from './processes.ts';

/**
 * Counts false suggestions about single columns: rules of a draft that fresh data of the same process break, and readings of texts
 * that contradict how the texts were made. `--halves FILE…` drafts from one random half of the lines of real files and judges the other.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const add = <K>(counts: Map<K, number>, key: K, count = 1): void =>
  void counts.set(key, (counts.get(key) ?? 0) + count);

const tableOf = (
  sure: ReadonlyMap<string, number>,
  asked: ReadonlyMap<string, number>,
  broken: ReadonlyMap<string, number>,
) => {
  say('| check | rules | questions | broken by fresh data |');
  say('|---|---:|---:|---:|');
  for (const check of [...new Set([...sure.keys(), ...asked.keys()])].sort())
    say(`| ${check} | ${sure.get(check) ?? 0} | ${asked.get(check) ?? 0} | ${broken.get(check) ?? 0} |`);
};

/** What a draft reads of a column, in the words of its truth. */
const readingOf = ({ properties }: Draft, name: string): Truth => {
  const property = properties.find(({ column }) => column.name === name);
  const sure = property?.suggestions.filter((one) => one.sure) ?? [];
  const personal = sure.find(({ check }) => check === 'classification')?.shown.split(': ')[1];
  const format = sure.find(({ check }) => check === 'dateFormat')?.body.format;
  const step = sure.find(({ check }) => check === 'multipleOf')?.body.multipleOf;
  return {
    ...(typeof format === 'string' ? { date: format } : {}),
    ...(personal === undefined ? {} : { personal }),
    ...(typeof step === 'number' ? { places: Math.round(-Math.log10(step)) } : {}),
    ...(property?.column.kind === 'boolean' ? { flag: true } : {}),
  };
};

const simulate = async (folder: string, sizes: readonly number[], contracts: number, batches: number) => {
  const [sure, asked, broken] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const readings = { right: 0, missed: new Map<string, number>(), wrong: new Map<string, number>() };
  let blocked = 0;
  for (const rows of sizes)
    for (let contract = 0; contract < contracts; contract += 1) {
      const seed = rows * 1000 + contract * 50;
      const path = join(folder, 'it.csv');
      writeFileSync(path, batchOf(seed, rows, 0));
      const draft = await draftFile(path);
      for (const [check, count] of countsOf(draft)) {
        add(sure, check, count.sure);
        add(asked, check, count.asked);
      }
      for (const { name, truth } of kinds) {
        const found = readingOf(draft, name);
        for (const key of ['date', 'personal', 'places', 'flag'] as const) {
          if (truth[key] === undefined && found[key] === undefined) continue;
          if (truth[key] === found[key]) readings.right += 1;
          else if (found[key] === undefined) add(readings.missed, `${name} ${key} at ${rows} rows`);
          else add(readings.wrong, `${name} ${key} ${String(found[key])} at ${rows} rows`);
        }
      }
      for (let part = 1; part <= batches; part += 1) {
        writeFileSync(path, batchOf(seed + part, rows, part));
        const failed = await brokenBy(draft, path);
        if (failed.length > 0) blocked += 1;
        for (const one of failed) {
          add(broken, one.split(' ')[0] ?? '');
          say(`  ${rows} rows, seed ${seed}, batch ${part}: ${one}`);
        }
      }
    }
  const drafts = sizes.length * contracts;
  say(`\n${drafts} drafts of ${kinds.length} columns, ${drafts * batches} fresh batches: ${blocked} blocked`);
  tableOf(sure, asked, broken);
  say(`\nreadings of texts: ${readings.right} right`);
  for (const [what, count] of readings.missed) say(`  left open: ${what}: ${count}`);
  for (const [what, count] of readings.wrong) say(`  WRONG: ${what}: ${count}`);
};

/** Header and one random half of the lines; lines with quotes may go on, so that files of them are left out. */
const halvesOf = (text: string, hasHeader: boolean, random: () => number): readonly [string, string] => {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const head = hasHeader ? lines.slice(0, 1) : [];
  const halves: [string[], string[]] = [[...head], [...head]];
  for (const line of lines.slice(head.length)) halves[random() < 0.5 ? 0 : 1].push(line);
  return [`${halves[0].join('\n')}\n`, `${halves[1].join('\n')}\n`];
};

const halves = async (folder: string, files: readonly string[], times: number) => {
  const [sure, asked, broken] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const file of files)
    for (let time = 0; time < times; time += 1) {
      const [first, second] = halvesOf(
        readFileSync(file, 'utf8'),
        !/\.data$/.test(file),
        randomFrom(time + 1),
      );
      const path = join(folder, `${basename(file).replace(/\..*/, '')}.csv`);
      writeFileSync(path, first);
      const draft = await draftFile(path);
      for (const [check, count] of countsOf(draft)) {
        add(sure, check, count.sure);
        add(asked, check, count.asked);
      }
      if (time === 0)
        for (const { column, suggestions } of draft.properties)
          for (const { check, shown, sure: isSure } of suggestions)
            if (['classification', 'dateFormat', 'multipleOf'].includes(check))
              say(`  ${basename(file)} ${column.name}: ${isSure ? '' : '? '}${check} ${shown}`);
      writeFileSync(path, second);
      for (const one of await brokenBy(draft, path)) {
        add(broken, one.split(' ')[0] ?? '');
        say(`  ${file}, seed ${time + 1}: ${one}`);
      }
    }
  say(`\n${files.length} files, ${times} random halves each`);
  tableOf(sure, asked, broken);
};

const folder = mkdtempSync(join(tmpdir(), 'assay-columns-'));
try {
  const [mode, ...files] = process.argv.slice(2);
  if (mode === '--halves') await halves(folder, files, 2);
  else await simulate(folder, [100, 500, 2000], 8, 3);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
