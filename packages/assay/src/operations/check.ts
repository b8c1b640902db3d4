import { problem, Refusal, refuse } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import { engineFor } from '../engines/registry.ts';
import type { Project } from '../project/project.ts';
import { gate } from '../run/gate.ts';
import type { GateInput, Progress } from '../run/gate-input.ts';
import type { Scope } from '../run/scope.ts';
import type { StateStore } from '../run/state-store.ts';
import { parseCondition } from '../sql/parse-condition.ts';
import { type ExpressionError, parseExpression, placeIn } from '../sql/parse-expression.ts';
import { openOthers } from './other-datasets.ts';
import { selecting } from './select-rules.ts';
import { bindContract, type NamedSource, namedDataset, namedSource, type Target } from './targets.ts';
import { inWorkFolder } from './work-folder.ts';

export interface CheckDatasetsOptions {
  /** Datasets of the project, files, globs, table URLs; all datasets of the project without one. */
  readonly sources?: readonly (string | NamedSource)[];
  /** `file` or `file#object`, in place of what the project says. */
  readonly contract?: string;
  /** A rule expression: only these rows are judged. */
  readonly where?: string;
  /** Rule ids (with `*`) or `tag:NAME`. */
  readonly select?: readonly string[];
  readonly exact?: boolean;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
  readonly cwd: string;
}

/** What surrounds a gate: where runs and quarantined rows are kept, and what was decided before. */
export interface Keeping {
  readonly waiversFor: (target: Target, now: Date) => GateInput['waivers'];
  /** `scope` is the run's `where`: runs of other rows are no comparison. */
  readonly historyOf: (target: Target, scope: string | undefined) => Promise<GateInput['history']>;
  /** States that earlier runs measured. */
  readonly states?: StateStore;
  readonly quarantineFor?: (target: Target) => NonNullable<GateInput['quarantine']>;
  /** Stores the run and tells of a block; returns it with what is to be said about that. */
  readonly keep: (run: Run, target: Target, options: CheckDatasetsOptions) => Promise<Run>;
}

/** Binds every named source, or every dataset of the project that has a contract. */
export const targetsOf = (
  project: Project,
  options: Pick<CheckDatasetsOptions, 'sources' | 'contract' | 'cwd'>,
): readonly Target[] => {
  const given = options.sources ?? [];
  if (given.length > 0) {
    return given.map((one) =>
      bindContract(
        typeof one === 'string' ? namedSource(project, one, options.cwd) : one,
        options.contract,
        options.cwd,
      ),
    );
  }
  const names = Object.entries(project.config.datasets).filter(
    ([, dataset]) => dataset.contract !== undefined,
  );
  if (names.length === 0) {
    return refuse(
      'usage',
      'there is nothing to check',
      'name a source and a contract: assay check data.csv -c data.odcs.yaml; or let Assay draft a project: assay init data.csv',
    );
  }
  return names.flatMap(([name]) => {
    const named = namedDataset(project, name, options.cwd);
    return named === undefined ? [] : [bindContract(named, options.contract, options.cwd)];
  });
};

const scopeProblem = (text: string, { message, offset }: ExpressionError): Refusal =>
  new Refusal([problem('expression-invalid', `where: ${message}`, `at ${placeIn(text, offset)} of ${text}`)]);

/** A scope by its rule expression. Throws `Refusal` where it cannot be read; later, where it does not fit the columns. */
export const scopeOf = (text: string): Scope => {
  const parsed = parseExpression(text);
  if ('error' in parsed) throw scopeProblem(text, parsed.error);
  return {
    text,
    condition: (columns) => {
      const found = parseCondition(text, columns);
      if ('error' in found) throw scopeProblem(text, found.error);
      return found.expr;
    },
  };
};

/** Each is read by itself first: a parenthesis too many in one must not reach into the other. */
const both = (left: string | undefined, right: string | undefined): string | undefined => {
  if (left === undefined || right === undefined) return left ?? right;
  return [left, right].map((text) => `(${scopeOf(text).text})`).join(' and ');
};

const othersBeside = ({ object }: Target, all: readonly Target[]): readonly string[] =>
  all.map((one) => one.object.name).filter((name) => name !== object.name);

/** Everything the gate of one target needs. */
export const inputsOf = async (
  project: Project,
  target: Target,
  options: CheckDatasetsOptions,
  keeping: Keeping,
  workFolder: string,
): Promise<GateInput> => {
  const where = both(target.where, options.where);
  const now = options.now ?? new Date();
  const sourceOf = (name: string) =>
    targetsOf(project, options).find((sibling) => sibling.object.name === name)?.source ??
    namedDataset(project, name, options.cwd)?.source;
  return {
    name: target.name,
    source: target.source,
    contract: target.contractOf,
    object: target.object,
    ...(where === undefined ? {} : { where: scopeOf(where) }),
    ...(options.select === undefined || options.select.length === 0
      ? {}
      : { select: selecting(options.select, othersBeside(target, targetsOf(project, options))) }),
    ...(options.exact ? { exact: true } : {}),
    now,
    history: await keeping.historyOf(target, where),
    waivers: keeping.waiversFor(target, now),
    publicClassifications: project.config.public,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (progress) => options.onProgress?.(target.name, progress),
    ...(keeping.states === undefined || options.exact
      ? {}
      : {
          states: { store: keeping.states, look: () => engineFor(target.source).look?.(target.source) },
        }),
    openOthers: openOthers(target, sourceOf, workFolder),
    ...(keeping.quarantineFor === undefined ? {} : { quarantine: keeping.quarantineFor(target) }),
  };
};

/** Gates datasets one after the other; each gives one stored run. */
export const checkDatasets = async (
  project: Project,
  options: CheckDatasetsOptions,
  keeping: Keeping,
): Promise<readonly Run[]> => {
  const runs: Run[] = [];
  for (const target of targetsOf(project, options)) {
    const run = await inWorkFolder(async (workFolder) => {
      const input = await inputsOf(project, target, options, keeping, workFolder);
      return gate(input, (source) => engineFor(source).connect(source, { workFolder }));
    });
    const noted = { ...run, problems: [...target.notes, ...run.problems] };
    runs.push(await keeping.keep(noted, target, options));
  }
  return runs;
};
