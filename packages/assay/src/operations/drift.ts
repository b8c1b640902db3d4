import type { Column } from '../domain/column.ts';
import type { DriftReference } from '../domain/drift-reference.ts';
import type { DriftReport, EffectWord } from '../domain/drift-report.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import type { DriftTest } from '../drift/drift-test.ts';
import { driftTests } from '../drift/tests/registry.gen.ts';
import { findColumn } from '../plan/context.ts';
import type { Project } from '../project/project.ts';
import { buildReference } from '../run/drift/build-reference.ts';
import type { Series } from '../run/drift/dependence.ts';
import { findDrift } from '../run/drift/find-drift.ts';
import type { MeasureTarget } from '../run/measure.ts';
import { within } from '../run/scope.ts';
import { type Looked, type LookOptions, lookAt, withLooked } from './look-at.ts';

export interface DriftOptions extends LookOptions {
  /** What the batch is judged against: a dataset, a file, a version. */
  readonly against: LookOptions['source'];
  /** The chance that a batch in which nothing changed is called drifted, over all its columns: 1/1000 by default. */
  readonly falseAlarms?: number;
  /** Changes that are smaller alarm nobody: small by default. */
  readonly minEffect?: EffectWord;
  /** Rows of the reference depend on those before them, in this order: at most as many say something as are independent. */
  readonly series?: Series;
  /** Drift tests by their ids, to be shown beside what decides: `['populationStability']`. */
  readonly tests?: readonly string[];
}

type Opened = Parameters<Parameters<typeof lookAt>[3]>[0];

const targetOf = (
  { session, opened, scope }: Opened,
  name: string,
  { onProgress }: LookOptions,
): MeasureTarget => ({
  session,
  table: within(scope, opened),
  context: {
    column: (asked) => {
      const found = findColumn(opened.columns, asked);
      if (found === undefined) throw new Error(`no column ${asked}`);
      return found;
    },
    hashName: session.dialect.hashName,
  },
  ...(scope === undefined ? { facts: opened.facts } : {}),
  onQuery: (done, total) => onProgress?.(name, { phase: 'measure', done, total }),
});

/** Throws `Refusal` for columns that the reference lacks. */
const seriesIn = ({ order, per }: Series, columns: readonly Column[]) => {
  const named = (name: string): string =>
    findColumn(columns, name)?.name ??
    refuse(
      'usage',
      `the reference has no column ${name} to order or part its rows by`,
      `it has ${columns.map((one) => one.name).join(', ')}`,
    );
  return { order: named(order), per: per.map(named) };
};

const referenceOf = async (
  project: Project,
  named: Looked,
  options: DriftOptions,
): Promise<DriftReference> => {
  const { reference } = await lookAt(project, named, options, async (open) => ({
    reference: await buildReference(
      targetOf(open, named.name, options),
      open.opened.columns,
      open.isConfidential,
      {
        name: named.name,
        source: open.opened.description,
        ...(options.series === undefined ? {} : { series: seriesIn(options.series, open.opened.columns) }),
      },
      options.signal === undefined ? {} : { signal: options.signal },
    ),
  }));
  return reference;
};

const testNamed = (id: string): DriftTest => {
  const found = driftTests.find((one) => one.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    driftTests.map((one) => one.id),
  );
  return refuse(
    'usage',
    `there is no drift test called ${id}`,
    near === undefined ? `known: ${driftTests.map((one) => one.id).join(', ')}` : `did you mean ${near}?`,
  );
};

/** Columns of times: rows that have one are mostly readings, of which each depends on the one before. */
const timesOf = ({ columns }: DriftReference): string[] =>
  columns.filter(({ kind }) => kind === 'timestamp' || kind === 'timestamptz').map(({ name }) => name);

/** Tells whether a batch is distributed as a reference is, column by column, with no more false alarms than were asked for. */
export const driftOf = async (project: Project, options: DriftOptions): Promise<DriftReport> => {
  const { falseAlarms = 1 / 1000, minEffect = 'small' } = options;
  const tests = (options.tests ?? []).map(testNamed);
  const reference = await withLooked(project, { ...options, source: options.against }, (named) =>
    referenceOf(project, named, options),
  );
  return withLooked(project, options, async (named) => {
    const {
      description: _said,
      engine: _by,
      ...seen
    } = await lookAt(project, named, options, (open) =>
      findDrift(
        targetOf(open, named.name, options),
        open.opened.columns,
        reference,
        { falseAlarms, minEffect, tests },
        options.signal === undefined ? {} : { signal: options.signal },
      ),
    );
    return {
      schema: 'assay.drift/v1',
      ...seen,
      against: reference.name,
      falseAlarms,
      minEffect,
      ...(reference.series === undefined ? {} : { series: reference.series }),
      mayBeSeries: reference.series === undefined ? timesOf(reference) : [],
    };
  });
};
