import type { Profile } from '../domain/profile.ts';
import { sourceText } from '../domain/source.ts';
import { engineFor } from '../engines/registry.ts';
import { findColumn } from '../plan/context.ts';
import type { Project } from '../project/project.ts';
import type { Progress } from '../run/gate-input.ts';
import { profileTable } from '../run/profile.ts';
import { confidentialColumns } from '../run/quarantine-columns.ts';
import { within } from '../run/scope.ts';
import { bothScopes, scopeOf } from './scope-of.ts';
import { bindContract, type NamedSource, namedSource, type Target } from './targets.ts';
import { inWorkFolder } from './work-folder.ts';

export interface ProfileOptions {
  readonly source: string | NamedSource;
  /** Types the cells of text formats and says which columns are confidential. */
  readonly contract?: string;
  readonly where?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
  readonly cwd: string;
}

/** Measures a dataset without judging it. */
export const profileDataset = async (project: Project, options: ProfileOptions): Promise<Profile> => {
  const named =
    typeof options.source === 'string' ? namedSource(project, options.source, options.cwd) : options.source;
  return profileTarget(
    project,
    (options.contract ?? named.contract) === undefined
      ? named
      : bindContract(named, options.contract, options.cwd),
    options,
  );
};

/** Measures a source, with what its contract says of it where it has one. */
export const profileTarget = async (
  project: Project,
  named: NamedSource & Partial<Pick<Target, 'object'>>,
  options: Pick<ProfileOptions, 'where' | 'signal' | 'onProgress'>,
): Promise<Profile> =>
  inWorkFolder(async (workFolder) => {
    const began = performance.now();
    const { object } = named;
    const session = await engineFor(named.source).connect(named.source, { workFolder });
    try {
      options.onProgress?.(named.name, { phase: 'open', done: 0, total: 1 });
      const signal = options.signal === undefined ? {} : { signal: options.signal };
      const opened = await session.open(named.source, {
        name: named.name,
        declared: object?.properties ?? [],
        ...signal,
      });
      const where = bothScopes(named.where, options.where);
      const table = within(where === undefined ? undefined : scopeOf(where), opened);
      const confidential = new Set(
        confidentialColumns(opened.columns, object?.properties ?? [], project.config.public),
      );
      const measured = await profileTable(
        session,
        {
          session,
          table,
          context: {
            column: (name) => {
              const found = findColumn(opened.columns, name);
              if (found === undefined) throw new Error(`no column ${name}`);
              return found;
            },
            hashName: session.dialect.hashName,
          },
          ...(where === undefined ? { facts: opened.facts } : {}),
          onQuery: (done, total) =>
            options.onProgress?.(named.name, {
              phase: 'measure',
              done,
              total,
              ...(opened.facts.rows === undefined ? {} : { rows: opened.facts.rows }),
            }),
        },
        opened.columns,
        (name) => confidential.has(name),
        signal,
      );
      return {
        schema: 'assay.profile/v1',
        name: named.name,
        source: sourceText(named.source),
        description: opened.description,
        seconds: (performance.now() - began) / 1000,
        ...measured,
        problems: [...opened.notes],
        engine: { ...session.engine, queries: session.queries() },
      };
    } finally {
      await session.close();
    }
  });
