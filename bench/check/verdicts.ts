import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, Task } from './contestants.ts';
import { installed } from './install.ts';
import type { Sample } from './measure.ts';
import { ruleSets } from './rules.ts';

/** What a contestant said about itself and the data, compared with what is true. */
export interface Answer {
  readonly version: string;
  /** `14 of 14` rules judged, or the columns and statistics of a profile. */
  readonly scope: string;
  /** Why the answer is wrong; absent when it is right. */
  readonly wrong?: string;
}

/** The line that peers/peer.py prints; the first three after `version` for a check, the last two for a profile. */
interface PeerLine {
  readonly version: string;
  readonly rules: number;
  readonly failed: readonly string[];
  readonly lacks: readonly string[];
  readonly columns: number;
  readonly statistics: number;
}

/** What is read of an `assay.profile/v1`. */
interface AssayProfile {
  readonly columns: readonly { readonly metrics: Readonly<Record<string, unknown>> }[];
}

/** How many values a metric tells: a list counts as one. */
const valuesIn = (metric: unknown): number =>
  typeof metric === 'object' && metric !== null && !Array.isArray(metric)
    ? Object.values(metric).reduce((sum: number, each) => sum + valuesIn(each), 0)
    : 1;

/** What is read of an `assay.run/v1`. */
interface AssayRun {
  readonly verdicts: readonly { readonly rule: string; readonly status: string }[];
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';
const firstLines = (text: string) => text.trim().split('\n').slice(0, 2).join(' ').slice(0, 300);
const listed = (ids: Iterable<string>) => [...new Set(ids)].toSorted().join(', ');

const readable = (read: () => Answer): Answer => {
  try {
    return read();
  } catch (error) {
    return { version: '', scope: '', wrong: `unreadable answer: ${error}` };
  }
};

function peerAnswer(task: Task, sample: Sample): Answer {
  const line = JSON.parse(lastLine(sample.stdout)) as PeerLine;
  const { version } = line;
  if (task.kind === 'profile') {
    return { version, scope: `${line.columns} columns, up to ${line.statistics} statistics` };
  }
  const { rules, fails } = ruleSets[task.rules];
  const scope = `${line.rules} of ${rules.length}`;
  const must = listed(fails.filter((id) => !line.lacks.includes(id)));
  const did = listed(line.failed);
  return did === must
    ? { version, scope }
    : { version, scope, wrong: `failed [${did}], should fail [${must}]` };
}

const versionOf = (name: string) => {
  const manifest = JSON.parse(
    readFileSync(join(installed, 'node_modules', ...name.split('/'), 'package.json'), 'utf8'),
  ) as { readonly version: string };
  return `${name} ${manifest.version}`;
};

/** `a` of the rule id `ten.a/range`; nothing for a rule of the whole object. */
const columnOf = (rule: string) => /^[^.]*\.([^/]+)\//.exec(rule)?.[1] ?? '';

/** Reads the verdicts of a run of Assay with `--json`, and says whether they are right. */
export const assayAnswer = (task: Task, sample: Sample): Answer =>
  readable(() => assayVerdicts(task, sample));

function assayVerdicts(task: Task, sample: Sample): Answer {
  const version = `${versionOf('assay')}, ${versionOf('@duckdb/node-api')}`;
  if (task.kind === 'profile') {
    const { columns } = JSON.parse(sample.stdout) as AssayProfile;
    const most = Math.max(...columns.map(({ metrics }) => valuesIn(metrics)));
    return { version, scope: `${columns.length} columns, up to ${most} statistics` };
  }
  const answer = JSON.parse(sample.stdout) as AssayRun;
  const { rules, fails } = ruleSets[task.rules];
  const judged = answer.verdicts.filter(({ status }) => status === 'pass' || status === 'fail');
  const scope = `${judged.length} verdicts, types included, for ${rules.length}`;
  if (judged.length < answer.verdicts.length) return { version, scope, wrong: 'a rule was not judged' };
  const must = listed(
    rules.flatMap((rule) => (fails.includes(rule.id) && 'column' in rule ? [rule.column] : [])),
  );
  const did = listed(judged.flatMap(({ rule, status }) => (status === 'fail' ? [columnOf(rule)] : [])));
  return did === must
    ? { version, scope }
    : { version, scope, wrong: `columns [${did}] failed, should be [${must}]` };
}

/** Reads what a contestant answered in a run, and says whether it is right; of Assay only the exit code. */
export function answerOf({ role }: Contestant, task: Task, sample: Sample): Answer {
  const blocks = task.kind === 'check' && ruleSets[task.rules].fails.length > 0;
  const exit = role === 'assay' && blocks ? 1 : 0;
  if (sample.exit !== exit) {
    const said = firstLines(sample.stderr || sample.stdout);
    return { version: '', scope: '', wrong: `exit ${sample.exit}: ${said}` };
  }
  if (role === 'floor') return { version: `node ${process.versions.node}`, scope: '' };
  return role === 'assay' ? { version: '', scope: '' } : readable(() => peerAnswer(task, sample));
}
