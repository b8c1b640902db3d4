import type { Column } from '../../domain/column.ts';
import type { DriftReference } from '../../domain/drift-reference.ts';
import type { EffectWord } from '../../domain/drift-report.ts';
import { refuse } from '../../domain/problem.ts';
import { findColumn } from '../../plan/context.ts';
import type { Project } from '../../project/project.ts';
import { buildReference } from '../../run/drift/build-reference.ts';
import type { Series } from '../../run/drift/dependence.ts';
import { type Looked, type LookOptions, lookAt } from '../look-at.ts';
import { keptOr } from './kept-reference.ts';
import { targetOf } from './target-of.ts';

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

const builtReference = async (
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

/** What drift is judged against: as it was kept, where the source is as it was then. */
export const referenceOf = (
  project: Project,
  named: Looked,
  options: DriftOptions,
): Promise<DriftReference> => keptOr(project, named, options, () => builtReference(project, named, options));
