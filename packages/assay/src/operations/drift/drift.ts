import type { DriftReference } from '../../domain/drift-reference.ts';
import type { DriftReport } from '../../domain/drift-report.ts';
import type { Project } from '../../project/project.ts';
import { findDrift } from '../../run/drift/find-drift.ts';
import { lookAt, withLooked } from '../look-at.ts';
import { type DriftOptions, referenceOf } from './reference-of.ts';
import { targetOf } from './target-of.ts';
import { testNamed } from './test-named.ts';

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
