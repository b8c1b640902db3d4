import { numberOf } from '../../../domain/cell.ts';
import { atText } from '../../../domain/lineage-walk.ts';
import { Refusal, reasonOf, refuse } from '../../../domain/problem.ts';
import { type CountedRows, type HeldRows, heldRowsOf, type RowRecall } from '../../../domain/row-recall.ts';
import type { Version } from '../../../domain/version-record.ts';
import { type OpenTable, QueryFailed, type Session } from '../../../engines/engine.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';
import { confidentialColumns } from '../../../run/quarantine-columns.ts';
import { conditionOn } from '../../../run/scope.ts';
import { aggregate, and, column, isNull, notNull, or } from '../../../sql/expression.ts';
import { expressionColumns } from '../../../sql/expression-columns.ts';
import { inSession } from '../../in-session.ts';
import { scopeOf } from '../../scope-of.ts';
import { bindContract } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import { sourceOfVersion } from '../version-source.ts';
import { inViewFolder } from '../view-folder.ts';

export interface RecallRows {
  /** A rule expression. */
  readonly where: string;
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
  /** Throws where rows may not be chosen by confidential values: how many there are tells them. */
  readonly mayFilterBySecrets: (version: Version) => Promise<void>;
}

/** The engine takes so much memory, and spills what is more. */
const memoryMiB = 640;

const called = ({ number, record: { name } }: Version): string => atText({ name, number });

/** A row of which the condition says nothing, and a cell that it reads does not cast, may fulfil it or not. */
const countIn = async (
  session: Session,
  { relation, columns, files }: OpenTable,
  { where, signal }: RecallRows,
): Promise<CountedRows> => {
  const condition = conditionOn(scopeOf(where), columns);
  const read = new Set(expressionColumns(condition));
  const texts = columns.flatMap(({ name, uncast }) =>
    read.has(name) && uncast !== undefined ? [notNull(column(uncast))] : [],
  );
  const [counted] = await session.query(
    {
      columns: {
        rows: aggregate('countIf', condition),
        of: aggregate('countAll'),
        ...(texts.length === 0 ? {} : { unread: aggregate('countIf', and(isNull(condition), or(...texts))) }),
      },
      from: relation,
    },
    signal === undefined ? {} : { signal },
  );
  const at = (name: string): number => numberOf(counted?.[name] ?? null) ?? 0;
  const lines = (files?.files ?? []).reduce((sum, { rejectedCount = 0 }) => sum + rejectedCount, 0);
  return { rows: at('rows'), of: at('of'), unread: at('unread'), lines };
};

const countOf = (project: Project, version: Version, given: RecallRows): Promise<CountedRows> =>
  inViewFolder(project.folder, (views) =>
    inWorkFolder(async (workFolder) => {
      const named = await sourceOfVersion(project, version, views, given);
      const declared =
        named.contract === undefined ? [] : bindContract(named, undefined, given.cwd).object.properties;
      return inSession(
        named.source,
        workFolder,
        async (session) => {
          const opened = await session.open(named.source, { name: named.name, declared });
          const secret = confidentialColumns(opened.columns, declared, project.config.public);
          const read = expressionColumns(conditionOn(scopeOf(given.where), opened.columns));
          if (read.some((name) => secret.includes(name))) await given.mayFilterBySecrets(version);
          return countIn(session, opened, given);
        },
        { memoryMiB },
      );
    }),
  );

interface Unread {
  readonly reason: string;
  readonly cause: unknown;
}

/** What keeps a version from being read, or the condition from fitting it; undefined for what concerns no version. */
const whyUnknown = (cause: unknown): string | undefined => {
  if (cause instanceof QueryFailed) return `the engine cannot tell: ${cause.message.split('\n')[0]}`;
  if (!(cause instanceof Refusal) || cause.problems.some(({ code }) => code === 'access-refused'))
    return undefined;
  return reasonOf(cause);
};

/** Where the condition fits none of the versions it is wrong itself: why it does not fit most of them. */
const whyUnfit = (all: readonly (CountedRows | Unread)[]): unknown => {
  const causes = all.map((one) => ('cause' in one ? one.cause : undefined));
  const refusals = causes.filter(
    (cause) => cause instanceof Refusal && cause.problems.every(({ code }) => code === 'expression-invalid'),
  );
  if (refusals.length < all.length) return undefined;
  const alike = [...Map.groupBy(refusals, String).values()];
  return alike.toSorted((one, other) => other.length - one.length)[0]?.[0];
};

/**
 * Which of these versions hold rows that fulfil a condition, one after the other; equal bytes are read once. Throws `Refusal` where the
 * condition fits none of them, or reads confidential values that somebody may not.
 */
export const recallRows = async (
  project: Project,
  versions: readonly Version[],
  given: RecallRows,
): Promise<RowRecall> => {
  scopeOf(given.where);
  const model = versions.find(({ record }) => record.kind === 'model');
  if (model !== undefined)
    refuse(
      'usage',
      `${model.record.name} is a model, and has no rows`,
      'name a dataset, or leave out --where',
    );
  const known = new Map<string, CountedRows | Unread>();
  const held: HeldRows[] = [];
  for (const [done, version] of versions.entries()) {
    given.onProgress?.(called(version), { phase: 'open', done, total: versions.length });
    given.signal?.throwIfAborted();
    const { tree } = version.record;
    const found =
      known.get(tree) ??
      (await countOf(project, version, given).catch((cause: unknown) => {
        const reason = whyUnknown(cause);
        if (reason === undefined) throw cause;
        return { reason, cause };
      }));
    known.set(tree, found);
    held.push(
      'reason' in found
        ? { version: called(version), holds: 'unknown', reason: found.reason }
        : heldRowsOf(called(version), found),
    );
  }
  const unfit = whyUnfit([...known.values()]);
  if (unfit !== undefined) throw unfit;
  return { where: given.where, versions: held };
};
