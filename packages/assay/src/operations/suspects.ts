import { sourceText } from '../domain/source.ts';
import type { Suspects } from '../domain/suspects.ts';
import { engineFor } from '../engines/registry.ts';
import type { Project } from '../project/project.ts';
import { confidentialColumns } from '../run/quarantine-columns.ts';
import { conditionOn } from '../run/scope.ts';
import { findSuspects } from '../run/suspects/find-suspects.ts';
import type { ProfileOptions } from './profile.ts';
import { bothScopes, scopeOf } from './scope-of.ts';
import { bindContract, namedSource } from './targets.ts';
import { inWorkFolder } from './work-folder.ts';

export interface SuspectsOptions extends ProfileOptions {
  /** How many cells are listed; 20 by default. */
  readonly most?: number;
}

export const suspectsListed = 20;

/** Finds the cells of a dataset that are probably wrong. */
export const suspectsOf = async (project: Project, options: SuspectsOptions): Promise<Suspects> => {
  const { source, contract, cwd, signal, onProgress } = options;
  const named = typeof source === 'string' ? namedSource(project, source, cwd) : source;
  const declared =
    (contract ?? named.contract) === undefined ? [] : bindContract(named, contract, cwd).object.properties;
  return inWorkFolder(async (workFolder) => {
    const began = performance.now();
    const session = await engineFor(named.source).connect(named.source, { workFolder });
    try {
      onProgress?.(named.name, { phase: 'open', done: 0, total: 1 });
      const opened = await session.open(named.source, {
        name: named.name,
        declared,
        ...(signal === undefined ? {} : { signal }),
      });
      const scope = bothScopes(named.where, options.where);
      const secret = new Set(confidentialColumns(opened.columns, declared, project.config.public));
      const found = await findSuspects(session, opened, {
        most: options.most ?? suspectsListed,
        confidential: (name) => secret.has(name),
        ...(scope === undefined ? {} : { where: conditionOn(scopeOf(scope), opened.columns) }),
        ...(signal === undefined ? {} : { signal }),
        onStep: (done, total) => onProgress?.(named.name, { phase: 'measure', done, total }),
      });
      const { rows, threshold, found: all, cells, columns, limits } = found;
      return {
        schema: 'assay.suspects/v1',
        name: named.name,
        source: sourceText(named.source),
        description: opened.description,
        ...(scope === undefined ? {} : { scope }),
        rows,
        seconds: (performance.now() - began) / 1000,
        threshold,
        found: all,
        cells: [...cells],
        columns: columns.map((one) => ({ ...one, suspects: { ...one.suspects } })),
        limits: [...limits],
        problems: [...opened.notes],
        engine: { ...session.engine, queries: session.queries() },
      };
    } finally {
      await session.close();
    }
  });
};
