import type { Profile } from '../domain/profile.ts';
import { sourceText } from '../domain/source.ts';
import type { OpenTable, Session } from '../engines/engine.ts';
import type { Project } from '../project/project.ts';
import type { Progress } from '../run/gate-input.ts';
import { confidentialColumns } from '../run/quarantine-columns.ts';
import type { Scope } from '../run/scope.ts';
import { withFixedClasses } from './fixed-classes.ts';
import { inSession } from './in-session.ts';
import { bothScopes, scopeOf } from './scope-of.ts';
import { bindContract, type NamedSource, namedSource, type Target } from './targets.ts';
import { withSource } from './with-sources.ts';
import { inWorkFolder } from './work-folder.ts';

export interface LookOptions {
  readonly source: string | NamedSource;
  /** Types the cells of text formats and says which columns are confidential. */
  readonly contract?: string;
  readonly where?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
  readonly cwd: string;
  /** Who reads a version; whoever the environment says without it. */
  readonly actor?: string;
}

/** A source with what its contract says of it, where it has one. */
export type Looked = NamedSource & Partial<Pick<Target, 'object'>>;

/** What a look at a source says of it, whatever was looked for. */
type Seen = Pick<Profile, 'name' | 'source' | 'description' | 'seconds' | 'problems' | 'engine'>;

/** A source that is open to be looked at. */
export interface Open {
  readonly session: Session;
  readonly opened: OpenTable;
  /** All rows without it. */
  readonly scope: Scope | undefined;
  readonly isConfidential: (column: string) => boolean;
}

/** The source that is meant, bound to its contract where it has one. */
const lookedOf = (
  project: Project,
  { source, contract, cwd }: Pick<LookOptions, 'source' | 'contract' | 'cwd'>,
): Looked => {
  const named = typeof source === 'string' ? namedSource(project, source, cwd) : source;
  return (contract ?? named.contract) === undefined ? named : bindContract(named, contract, cwd);
};

/** Looks at the source that is meant, bound to its contract where it has one; a version can be read as long as that takes. */
export const withLooked = <T>(
  project: Project,
  options: Pick<LookOptions, 'source' | 'contract' | 'cwd' | 'actor' | 'signal' | 'where'>,
  look: (looked: Looked) => Promise<T>,
): Promise<T> =>
  withSource(project, options.source, options, (source) => look(lookedOf(project, { ...options, source })));

/** Opens a source, looks at it without judging it, and closes it; gives what was found with what is said of every look. */
export const lookAt = <T>(
  project: Project,
  { name, source, where, object, confidential, stillIs }: Looked,
  options: Pick<LookOptions, 'where' | 'signal' | 'onProgress'>,
  look: (open: Open) => Promise<T>,
): Promise<Seen & T> => {
  const began = performance.now();
  const declared = object?.properties ?? withFixedClasses([], confidential);
  return inWorkFolder((workFolder) =>
    inSession(source, workFolder, async (session) => {
      options.onProgress?.(name, { phase: 'open', done: 0, total: 1 });
      const opened = await session.open(source, {
        name,
        declared,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      const text = bothScopes(where, options.where);
      const secret = new Set(confidentialColumns(opened.columns, declared, project.config.public));
      const found = await look({
        session,
        opened,
        scope: text === undefined ? undefined : scopeOf(text),
        isConfidential: (column) => secret.has(column),
      });
      await stillIs?.();
      return {
        name,
        source: sourceText(source),
        description: opened.description,
        seconds: (performance.now() - began) / 1000,
        ...found,
        problems: [...opened.notes],
        engine: { ...session.engine, queries: session.queries() },
      };
    }),
  );
};
