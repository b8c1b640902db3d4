import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Contestant, contestants, type Task } from './contestants.ts';
import { makeData } from './data.ts';
import { measure, type Sample } from './measure.ts';
import type { Row, Table } from './results.ts';
import { type SetName, type Size, setOf } from './sets.ts';
import { type Answer, answerOf, assayAnswer } from './verdicts.ts';

interface Entry {
  readonly contestant: Contestant;
  readonly command: readonly string[];
  readonly samples: Sample[];
  answer: Answer | undefined;
}

const rowOf = ({ contestant, samples, answer }: Entry): Row => ({
  id: contestant.id,
  name: contestant.name,
  role: contestant.role,
  ...(answer ?? { version: '', scope: '', wrong: 'not run' }),
  seconds: samples.map(({ seconds }) => seconds),
  cpuSeconds: samples.map(({ cpuSeconds }) => cpuSeconds),
  peakBytes: samples.map(({ peakBytes }) => peakBytes),
});

/** Reads the file once, so that no contestant pays for the disk. */
async function warm(path: string) {
  for await (const _ of createReadStream(path, { highWaterMark: 1 << 22 }));
}

/** Assay is measured with the output that people read; one more run with `--json`, not counted, tells its verdicts. */
const completed = ({ contestant, command, answer }: Entry, task: Task) =>
  contestant.role === 'assay' && answer?.wrong === undefined
    ? assayAnswer(task, measure([...command, '--json']))
    : answer;

/**
 * Runs the contestants of one table `runs` times each, taking turns. Every run's exit code and the peers'
 * verdicts are compared with what is true; a contestant that was wrong does not run again,
 * and one that is absent is listed with the reason.
 */
export async function measureTable(
  name: SetName,
  size: Size,
  runs: number,
  only: readonly string[],
  whyAbsent: (contestant: Contestant) => string | undefined,
): Promise<Table> {
  const set = setOf(name, size);
  const data = await makeData(set.data);
  const task: Task = set.rules ? { kind: 'check', rules: set.rules, data } : { kind: 'profile', data };
  const entries: Entry[] = [];
  const absent: Table['absent'][number][] = [];
  for (const contestant of contestants.filter(({ id }) => only.includes(id))) {
    const command = contestant.command(task);
    if (command === undefined) continue;
    const reason = whyAbsent(contestant);
    if (reason === undefined) entries.push({ contestant, command, samples: [], answer: undefined });
    else absent.push({ name: contestant.name, reason });
  }
  await warm(data);
  for (let run = 1; run <= runs; run += 1) {
    for (const entry of entries) {
      if (entry.answer?.wrong !== undefined) continue;
      const sample = measure(entry.command);
      entry.samples.push(sample);
      entry.answer = answerOf(entry.contestant, task, sample);
      const said = `${sample.seconds.toFixed(2)} s ${entry.answer.wrong ?? ''}`;
      console.error(`${name} ${run}/${runs} ${entry.contestant.id} ${said}`);
    }
  }
  for (const entry of entries) entry.answer = completed(entry, task);
  return {
    set: name,
    title: set.title,
    data: { file: basename(data), bytes: statSync(data).size },
    rows: entries.map(rowOf),
    absent,
  };
}
