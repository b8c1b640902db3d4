import type { Profile } from '../domain/profile.ts';
import { findColumn } from '../plan/context.ts';
import type { Project } from '../project/project.ts';
import { profileTable } from '../run/profile.ts';
import { within } from '../run/scope.ts';
import { type Looked, type LookOptions, lookAt, withLooked } from './look-at.ts';

/** Measures a dataset without judging it. */
export const profileDataset = (project: Project, options: LookOptions): Promise<Profile> =>
  withLooked(project, options, (looked) => profileTarget(project, looked, options));

/** Measures a source, with what its contract says of it where it has one. */
export const profileTarget = async (
  project: Project,
  named: Looked,
  options: Pick<LookOptions, 'where' | 'signal' | 'onProgress'>,
): Promise<Profile> => ({
  schema: 'assay.profile/v1',
  ...(await lookAt(project, named, options, ({ session, opened, scope, isConfidential }) =>
    profileTable(
      session,
      {
        session,
        table: within(scope, opened),
        context: {
          column: (name) => {
            const found = findColumn(opened.columns, name);
            if (found === undefined) throw new Error(`no column ${name}`);
            return found;
          },
          hashName: session.dialect.hashName,
        },
        ...(scope === undefined ? { facts: opened.facts } : {}),
        onQuery: (done, total) =>
          options.onProgress?.(named.name, {
            phase: 'measure',
            done,
            total,
            ...(opened.facts.rows === undefined ? {} : { rows: opened.facts.rows }),
          }),
      },
      opened.columns,
      isConfidential,
      options.signal === undefined ? {} : { signal: options.signal },
    ),
  )),
});
