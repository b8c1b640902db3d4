import type { Earlier } from '../domain/past-run.ts';
import { refuse } from '../domain/problem.ts';
import type { Profile } from '../domain/profile.ts';
import type { Run } from '../domain/run.ts';
import type { OpenTable } from '../engines/engine.ts';
import { engineFor } from '../engines/registry.ts';
import type { Project } from '../project/project.ts';
import { gate } from '../run/gate.ts';
import type { GateInput, Progress } from '../run/gate-input.ts';
import type { StateStore } from '../run/state-store.ts';
import { inHoldingDataset } from './holding-dataset.ts';
import { openOthers } from './other-datasets.ts';
import { bothAsWritten, bothScopes, scopeOf } from './scope-of.ts';
import { selecting } from './select-rules.ts';
import { bindContract, type NamedSource, namedDataset, namedSource, type Target } from './targets.ts';
import { withSources } from './with-sources.ts';
import { inWorkFolder } from './work-folder.ts';

export interface CheckDatasetsOptions {
  /** Datasets of the project, versions, files, globs, table URLs; all datasets of the project without one. */
  readonly sources?: readonly (string | NamedSource)[];
  /** `file` or `file#object`, in place of what the project says. */
  readonly contract?: string;
  /** A rule expression: only these rows are judged. */
  readonly where?: string;
  /** Rule ids (with `*`) or `tag:NAME`. */
  readonly select?: readonly string[];
  readonly exact?: boolean;
  /** Measures every column too, for the HTML report. */
  readonly profile?: boolean;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
  /** Told what each gate opened. */
  readonly onOpened?: (target: Target, opened: OpenTable) => void;
  readonly cwd: string;
  /** Who reads versions, and keeps verdicts with them; whoever the environment says without it. */
  readonly actor?: string;
}

/** What surrounds a gate: where runs and quarantined rows are kept, and what was decided before. */
export interface Keeping {
  readonly waiversFor: (target: Target, now: Date) => GateInput['waivers'];
  /** Undefined where no rule looks back. `scope` is the run’s `where` as it is written: runs of other rows are no comparison. */
  readonly lookBack: (target: Target, scope: string | undefined) => Promise<Earlier | undefined>;
  /** States that earlier runs measured. */
  readonly states?: StateStore;
  readonly quarantineFor?: (target: Target) => NonNullable<GateInput['quarantine']>;
  /** Stores what was measured beside a run. */
  readonly keepProfile?: (run: Run, profile: Profile) => Promise<void>;
  /** Stores the run and tells of a block; returns it with what is to be said about that. */
  readonly keep: (run: Run, target: Target, options: CheckDatasetsOptions) => Promise<Run>;
  /** Rows that are admitted are written as they are. */
  readonly writesRows?: boolean;
}

/** Without a contract on the command line, a file has that of the dataset it belongs to. */
const sourceNamed = (
  project: Project,
  one: string | NamedSource,
  { contract, cwd }: Pick<CheckDatasetsOptions, 'contract' | 'cwd'>,
): NamedSource => {
  const named = typeof one === 'string' ? namedSource(project, one, cwd) : one;
  return contract === undefined ? inHoldingDataset(project, named, cwd) : named;
};

/** Binds every named source, or every dataset of the project that has a contract. */
export const targetsOf = (
  project: Project,
  options: Pick<CheckDatasetsOptions, 'sources' | 'contract' | 'cwd'>,
): readonly Target[] => {
  const given = options.sources ?? [];
  if (given.length > 0) {
    return given.map((one) =>
      bindContract(sourceNamed(project, one, options), options.contract, options.cwd),
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

const othersBeside = ({ object }: Target, all: readonly Target[]): readonly string[] =>
  all.map((one) => one.object.name).filter((name) => name !== object.name);

/** Everything the gate of one target needs; `all` are those of the same command. */
export const inputsOf = async (
  project: Project,
  target: Target,
  all: readonly Target[],
  options: CheckDatasetsOptions,
  keeping: Keeping,
  workFolder: string,
): Promise<GateInput> => {
  const where = bothScopes(target.where, options.where);
  const asWritten = bothAsWritten(target.whereAsWritten, options.where);
  const now = options.now ?? new Date();
  const earlier = await keeping.lookBack(target, asWritten);
  const sourceOf = (name: string) =>
    all.find((sibling) => sibling.object.name === name)?.source ??
    namedDataset(project, name, options.cwd)?.source;
  return {
    name: target.name,
    ...(target.version === undefined ? {} : { version: `v${target.version.number}` }),
    source: target.source,
    contract: target.contractOf,
    object: target.object,
    ...(where === undefined ? {} : { where: scopeOf(where) }),
    ...(asWritten === undefined ? {} : { scopeAsWritten: asWritten }),
    ...(options.select === undefined || options.select.length === 0
      ? {}
      : { select: selecting(options.select, othersBeside(target, all)) }),
    ...(options.exact ? { exact: true } : {}),
    now,
    ...(earlier === undefined
      ? {}
      : { earlier, content: () => engineFor(target.source).content?.(target.source) }),
    waivers: keeping.waiversFor(target, now),
    publicClassifications: project.config.public,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (progress) => options.onProgress?.(target.name, progress),
    ...(target.stillIs === undefined ? {} : { expectSame: target.stillIs }),
    onOpened: (opened) => options.onOpened?.(target, opened),
    ...(keeping.states === undefined || options.exact
      ? {}
      : {
          states: { store: keeping.states, look: () => engineFor(target.source).look?.(target.source) },
        }),
    openOthers: openOthers(target, sourceOf, workFolder),
    ...(keeping.quarantineFor === undefined ? {} : { quarantine: keeping.quarantineFor(target) }),
  };
};

const writesRowsIn = ({ writesRows }: Keeping) => (writesRows === undefined ? {} : { writesRows });

/** Gates datasets one after the other; each gives one stored run. */
export const checkDatasets = (
  project: Project,
  options: CheckDatasetsOptions,
  keeping: Keeping,
): Promise<readonly Run[]> =>
  withSources(project, options.sources ?? [], { ...options, ...writesRowsIn(keeping) }, (sources) =>
    checkSources(project, { ...options, sources }, keeping),
  );

const checkSources = async (
  project: Project,
  options: CheckDatasetsOptions,
  keeping: Keeping,
): Promise<readonly Run[]> => {
  const targets = targetsOf(project, options);
  if (options.profile === true && targets.some(({ source }) => source.kind === 'stdin'))
    refuse('usage', 'standard input is read once, and cannot be profiled too', 'leave out --profile');
  const runs: Run[] = [];
  for (const target of targets) {
    const run = await inWorkFolder(async (workFolder) => {
      const input = await inputsOf(project, target, targets, options, keeping, workFolder);
      return gate(input, (source) => engineFor(source).connect(source, { workFolder }));
    });
    const noted = { ...run, problems: [...target.notes, ...run.problems] };
    const kept = await keeping.keep(noted, target, options);
    runs.push(kept);
    if (options.profile === true && kept.decision !== null) {
      const { profileTarget } = await import('./profile.ts');
      await keeping.keepProfile?.(kept, await profileTarget(project, target, options));
    }
  }
  return runs;
};
