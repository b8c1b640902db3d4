import type { Session } from '../../../engines/engine.ts';
import { engineFor } from '../../../engines/registry.ts';
import type { Project } from '../../../project/project.ts';
import { inSession } from '../../in-session.ts';
import { type NamedSource, namedSource } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import type { Draft } from '../draft.ts';
import { isKey } from '../is-key.ts';
import type { Looking } from '../looking.ts';
import { rowsOf } from '../split-table.ts';
import { findReferences, type KnownTable } from './find-references.ts';
import { canRefer, namesKey } from './joinable.ts';
import { reasonOf, withFound, withNote } from './with-references.ts';

/** Tries so many columns of another dataset as its key. */
const mostKeys = 3;

const opened = async (looking: Looking, { name, source }: NamedSource): Promise<KnownTable> => {
  const signal = looking.signal === undefined ? {} : { signal: looking.signal };
  const table = await looking.session.open(source, { name, declared: [], ...signal });
  const { relation, columns } = table;
  const rows = await rowsOf(looking, table);
  const keys: string[][] = [];
  for (const one of columns
    .filter((column) => canRefer(column) && namesKey(column.name, name))
    .slice(0, mostKeys))
    if (rows > 1 && (await isKey(looking, relation, [one.name], rows))) keys.push([one.name]);
  return { name, relation, columns, rows, keys };
};

const others = (project: Project, named: NamedSource, cwd: string) =>
  Object.keys(project.config.datasets)
    .filter((name) => name !== named.name)
    .map((name) => {
      try {
        return { name, source: namedSource(project, name, cwd).source };
      } catch (cause) {
        return { name, why: reasonOf(cause) };
      }
    });

const linked = async (
  session: Session,
  named: NamedSource,
  draft: Draft,
  parents: readonly ReturnType<typeof others>[number][],
  options: { readonly signal?: AbortSignal },
): Promise<Draft> => {
  const looking = { session, ...options };
  let result = draft;
  const tables: KnownTable[] = [];
  for (const { name, source, why } of parents) {
    try {
      if (source !== undefined) tables.push(await opened(looking, { name, source }));
      else result = withNote(result, name, why);
    } catch (cause) {
      result = withNote(result, name, reasonOf(cause));
    }
  }
  const { relation, columns } = await session.open(named.source, {
    name: named.name,
    declared: [],
    ...options,
  });
  const child = { name: named.name, relation, columns, rows: draft.rows, keys: [] };
  return withFound(result, await findReferences(looking, child, tables));
};

/**
 * A draft with its references to the other datasets of the project that one engine reads with it. Their keys are columns that are named like
 * one and whose every value is different.
 */
export const withReferencesToProject = async (
  project: Project,
  named: NamedSource,
  draft: Draft,
  options: { readonly cwd: string; readonly signal?: AbortSignal },
): Promise<Draft> => {
  const { cwd, ...signal } = options;
  const engine = engineFor(named.source);
  const parents = others(project, named, cwd).filter(
    ({ source }) => source === undefined || engineFor(source) === engine,
  );
  if (parents.length === 0 || named.where !== undefined) return draft;
  return inWorkFolder((workFolder) =>
    inSession(named.source, workFolder, (session) => linked(session, named, draft, parents, signal)),
  );
};
