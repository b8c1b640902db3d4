import type { Contestant, Task } from './contestants.ts';
import { measure, type Sample } from './measure.ts';
import { ruleSets } from './rules.ts';

/** What a contestant said about itself and the data, compared with what is true. */
export interface Answer {
  readonly version: string;
  /** `14 of 14` rules judged, or the columns and statistics of a profile. */
  readonly scope: string;
  /** Why the answer is wrong; absent when it is right. */
  readonly wrong?: string;
}

interface PeerLine {
  readonly version: string;
  readonly rules: number;
  readonly failed: readonly string[];
  readonly lacks: readonly string[];
  readonly columns: number;
  readonly statistics: number;
}

interface AssayRun {
  readonly verdicts: readonly { readonly rule: string; readonly status: string }[];
  readonly environment: { readonly assay: string };
  readonly engine: { readonly id: string; readonly version: string };
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';
const listed = (ids: Iterable<string>) => [...new Set(ids)].toSorted().join(', ');

function peerAnswer(task: Task, sample: Sample): Answer {
  const line = JSON.parse(lastLine(sample.stdout)) as PeerLine;
  if (task.kind === 'profile') {
    return { version: line.version, scope: `${line.columns} columns, up to ${line.statistics} statistics` };
  }
  const { rules, fails } = ruleSets[task.rules];
  const scope = `${line.rules} of ${rules.length}`;
  const must = listed(fails.filter((id) => !line.lacks.includes(id)));
  const did = listed(line.failed);
  if (did !== must) return { version: line.version, scope, wrong: `failed [${did}], should fail [${must}]` };
  return { version: line.version, scope };
}

const columnOf = (rule: string) => /^[^.]*\.([^/]+)\//.exec(rule)?.[1] ?? '';

/** Assay's table is measured with its usual output; its verdicts are read from one more run with `--json`. */
function assayAnswer(task: Task, command: readonly string[]): Answer {
  const json = measure([...command, '--json']);
  const run = JSON.parse(json.stdout) as AssayRun;
  if (task.kind === 'profile') return { version: '', scope: 'see the profile' };
  const version = `assay ${run.environment.assay}, ${run.engine.id} ${run.engine.version}`;
  const { rules, fails } = ruleSets[task.rules];
  const judged = run.verdicts.filter(({ status }) => status === 'pass' || status === 'fail').length;
  const unknown = run.verdicts.filter(({ status }) => status === 'unknown').map(({ rule }) => rule);
  const scope = `${judged} verdicts for ${rules.length}`;
  if (unknown.length > 0) return { version, scope, wrong: `unknown: ${listed(unknown)}` };
  const columns = rules.flatMap((rule) => (fails.includes(rule.id) && 'column' in rule ? [rule.column] : []));
  const must = listed(columns);
  const did = listed(run.verdicts.flatMap(({ rule, status }) => (status === 'fail' ? [columnOf(rule)] : [])));
  if (did !== must) return { version, scope, wrong: `columns [${did}] failed, should be [${must}]` };
  return { version, scope };
}

/** Reads what a contestant answered, and says whether it is right. */
export function answerOf(
  contestant: Contestant,
  task: Task,
  command: readonly string[],
  sample: Sample,
): Answer {
  const blocks = task.kind === 'check' && ruleSets[task.rules].fails.length > 0;
  const exit = contestant.role === 'assay' && blocks ? 1 : 0;
  if (sample.exit !== exit) {
    return {
      version: '',
      scope: '',
      wrong: `exit ${sample.exit}: ${lastLine(sample.stderr || sample.stdout)}`,
    };
  }
  try {
    if (contestant.role === 'floor') return { version: `node ${process.versions.node}`, scope: '' };
    return contestant.role === 'assay' ? assayAnswer(task, command) : peerAnswer(task, sample);
  } catch (error) {
    return { version: '', scope: '', wrong: `unreadable answer: ${error}` };
  }
}
