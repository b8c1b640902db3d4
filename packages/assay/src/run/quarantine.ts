import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, problem, Refusal } from '../domain/problem.ts';
import type { Quarantine } from '../domain/run.ts';
import { QueryFailed, type QueryOptions } from '../engines/engine.ts';
import type { Rule } from '../plan/rule.ts';
import type { Select } from '../sql/select.ts';
import { decides } from './decide.ts';
import type { GateInput, Quarantined, QuarantineRequest } from './gate-input.ts';
import { countFailing, type RowCounts } from './quarantine-count.ts';
import { manifestOf, manifestText } from './quarantine-manifest.ts';
import { noRest, notesOf } from './quarantine-notes.ts';
import { type QuarantineOptions, quarantineFolder } from './quarantine-options.ts';
import { admittedRows, failedRows, rowRuleOf } from './quarantine-select.ts';
import { admittedView } from './quarantine-view.ts';
import { writeWholeFolder } from './whole-folder.ts';

/** The rules that block the dataset, and those of them whose rows can be told. */
const blockingOf = ({ rules, verdicts }: QuarantineRequest) => {
  const blocking = rules.filter((_rule, index) => {
    const verdict = verdicts[index];
    return verdict !== undefined && decides(verdict) && verdict.severity === 'error';
  });
  const failed = new Set(verdicts.filter(({ status }) => status === 'fail').map(({ rule }) => rule));
  return { blocking, byRow: blocking.filter(({ id, failing }) => failed.has(id) && failing !== undefined) };
};

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** What is to be written, once the failing rows are counted. */
interface Findings {
  readonly counts: RowCounts;
  readonly byRow: readonly Rule[];
  /** The admitted rest, where it is asked for and every blocking rule says which rows it refuses. */
  readonly rest: Select | undefined;
  readonly view: string | undefined;
  readonly problems: readonly Problem[];
}

const interruptible = ({ signal }: QuarantineRequest): QueryOptions =>
  signal === undefined ? {} : { signal };

const find = async (
  options: QuarantineOptions,
  request: QuarantineRequest,
): Promise<Findings | undefined> => {
  const { session, opened, where } = request;
  const { blocking, byRow } = blockingOf(request);
  if (byRow.length === 0 && options.admittedFile === undefined) return undefined;
  const rowRules = byRow.flatMap((rule) => rowRuleOf(rule) ?? []);
  const asked = options.admittedFile !== undefined || options.admitted === true;
  const counts = await countFailing({ session, opened, where, options: interruptible(request) }, rowRules, {
    maxRows: options.maxRows,
    withRest: asked,
  });
  const objection = noRest(blocking, counts.marked.rules);
  const isServer = !session.capabilities.readsFiles;
  return {
    counts,
    byRow,
    rest:
      asked && objection === undefined
        ? admittedRows(counts.marked, opened.columns, counts.rest?.withText ?? [])
        : undefined,
    view:
      isServer && objection === undefined
        ? admittedView(session, counts.marked, opened, options.name)
        : undefined,
    problems: [...notesOf(counts), ...(asked && objection !== undefined ? [objection] : [])],
  };
};

/** Writes `.assay/quarantine/<run>/`: the failing rows, the rest where it has no file of its own, and the manifest. */
const writeFolder = async (
  options: QuarantineOptions,
  request: QuarantineRequest,
  { counts, byRow, rest, view }: Findings,
): Promise<Quarantine> => {
  const { session, opened, run, signal } = request;
  const manifest = manifestOf(options, request, counts, byRow);
  const { ruleColumn, textColumns, masked, rows, capped } = manifest;
  const layout = { columns: opened.columns, ruleColumn, textColumns, masked };
  const folder = join(quarantineFolder(options.projectFolder), run);
  await writeWholeFolder(folder, async (unfinished) => {
    const select = failedRows(counts.marked, { ...layout, ...(capped ? { limit: options.maxRows } : {}) });
    await session.export(select, join(unfinished, manifest.file), interruptible(request));
    if (rest !== undefined)
      await session.export(rest, join(unfinished, 'admitted.parquet'), interruptible(request));
    if (view !== undefined) writeFileSync(join(unfinished, 'admitted.sql'), view);
    writeFileSync(join(unfinished, 'manifest.json'), manifestText(manifest));
    signal?.throwIfAborted();
  });
  const shown = (file: string): string => `.assay/quarantine/${run}/${file}`;
  return {
    file: shown(manifest.file),
    rows,
    capped,
    ...(rest === undefined ? {} : { admitted: shown('admitted.parquet') }),
    ...(view === undefined ? {} : { view: shown('admitted.sql') }),
  };
};

/** Whether a path leads to a file that the rows are read from. */
const isSource = (path: string, { opened }: QuarantineRequest): boolean => {
  if (!existsSync(path)) return false;
  const real = realpathSync(path);
  return (
    opened.files?.files.some((file) => existsSync(file.path) && realpathSync(file.path) === real) === true
  );
};

/** Writes the rest to the file a person named. That it could not be written is a problem of its own. */
const writeRest = async (
  { admittedFile }: QuarantineOptions,
  request: QuarantineRequest,
  rest: Select | undefined,
): Promise<string | Problem | undefined> => {
  if (rest === undefined || admittedFile === undefined) return undefined;
  if (isSource(admittedFile, request)) {
    const message = 'the admitted rows were not written over the rows that were judged';
    return problem('output-unwritable', message, 'name another file', { file: admittedFile });
  }
  try {
    await request.session.export(rest, admittedFile, interruptible(request));
    return admittedFile;
  } catch (cause) {
    const message = `the admitted rows were not written: ${unwritten(cause, request.signal)}`;
    return problem('output-unwritable', message, 'allow writing there', { file: admittedFile });
  }
};

const quarantine = async (options: QuarantineOptions, request: QuarantineRequest): Promise<Quarantined> => {
  const found = await find(options, request);
  if (found === undefined) return { problems: [] };
  const { counts, rest } = found;
  const own = await writeRest(options, request, rest);
  const problems = typeof own === 'object' ? [...found.problems, own] : found.problems;
  if (counts.kept === 0 && typeof own !== 'string') return { problems };
  const inFolder = options.admittedFile === undefined ? found : { ...found, rest: undefined };
  const written: Quarantine =
    counts.kept === 0 ? { rows: 0, capped: false } : await writeFolder(options, request, inFolder);
  const isWritten = rest !== undefined && typeof own !== 'object';
  return {
    quarantine: {
      ...written,
      ...(typeof own === 'string' ? { admitted: own } : {}),
      ...(isWritten && counts.rest !== undefined ? { admittedRows: counts.rest.rows } : {}),
    },
    problems,
  };
};

/** What went wrong in words, where it is the disk, the engine or a file; anything else is a bug and is thrown. */
const unwritten = (cause: unknown, signal: AbortSignal | undefined): string => {
  signal?.throwIfAborted();
  if (cause instanceof Refusal || cause instanceof QueryFailed) return firstLine(cause.message);
  if (cause instanceof Error && 'syscall' in cause) return firstLine(cause.message);
  throw cause;
};

/**
 * Makes the gate's quarantine. It takes the rows that fail a rule of severity error, unless the failure is waived. What
 * cannot be written is a problem beside the run and never changes its decision; interruption is thrown.
 */
export const quarantineWriter =
  (options: QuarantineOptions): NonNullable<GateInput['quarantine']> =>
  async (request) => {
    try {
      return await quarantine(options, request);
    } catch (cause) {
      const message = `failing rows were not quarantined: ${unwritten(cause, request.signal)}`;
      const file = quarantineFolder(options.projectFolder);
      return { problems: [problem('quarantine-note', message, 'allow writing to that folder', { file })] };
    }
  };
