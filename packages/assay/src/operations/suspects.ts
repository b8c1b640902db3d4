import type { Suspects } from '../domain/suspects.ts';
import type { Project } from '../project/project.ts';
import { conditionOn } from '../run/scope.ts';
import { findSuspects } from '../run/suspects/find-suspects.ts';
import { type Looked, type LookOptions, lookAt, withLooked } from './look-at.ts';

export interface SuspectsOptions extends LookOptions {
  /** How many cells are listed; 20 by default. */
  readonly most?: number;
}

/** Finds the cells of a dataset that are probably wrong. */
export const suspectsOf = (project: Project, options: SuspectsOptions): Promise<Suspects> =>
  withLooked(project, options, (named) => suspectsIn(project, named, options));

const suspectsIn = async (project: Project, named: Looked, options: SuspectsOptions): Promise<Suspects> => {
  const { signal, onProgress, most = 20 } = options;
  return {
    schema: 'assay.suspects/v1',
    ...(await lookAt(project, named, options, async ({ session, opened, scope, isConfidential }) => {
      const { rows, threshold, found, cells, columns, limits } = await findSuspects(session, opened, {
        most,
        confidential: isConfidential,
        ...(scope === undefined ? {} : { where: conditionOn(scope, opened.columns) }),
        ...(signal === undefined ? {} : { signal }),
        onStep: (done, total) => onProgress?.(named.name, { phase: 'measure', done, total }),
      });
      return {
        ...(scope === undefined ? {} : { scope: scope.text }),
        rows,
        threshold,
        found,
        cells: [...cells],
        columns: columns.map((one) => ({ ...one, suspects: { ...one.suspects } })),
        limits: [...limits],
      };
    })),
  };
};
