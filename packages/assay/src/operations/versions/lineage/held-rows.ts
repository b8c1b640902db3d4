import { numberOf } from '../../../domain/cell.ts';
import type { CountedRows } from '../../../domain/row-recall.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { OpenTable, Session } from '../../../engines/engine.ts';
import type { Project } from '../../../project/project.ts';
import { conditionOn } from '../../../run/scope.ts';
import { aggregate, and, column, isNull, notNull, or } from '../../../sql/expression.ts';
import { expressionColumns } from '../../../sql/expression-columns.ts';
import type { Select } from '../../../sql/select.ts';
import { inSession } from '../../in-session.ts';
import { scopeOf } from '../../scope-of.ts';
import { bindContract } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import { sourceOfVersion } from '../version-source.ts';
import { inViewFolder } from '../view-folder.ts';

export interface HeldRowsWanted {
  /** A rule expression. */
  readonly where: string;
  readonly cwd: string;
  readonly signal?: AbortSignal;
}

/** The engine takes so much memory, and spills what is more. */
const memoryMiB = 640;

/** A row of which the condition says nothing, and a cell that it reads does not cast, may fulfil it or not. */
const countIn = async (
  session: Session,
  { relation, columns, files }: OpenTable,
  { where, signal }: HeldRowsWanted,
): Promise<CountedRows> => {
  const condition = conditionOn(scopeOf(where), columns);
  const read = new Set(expressionColumns(condition));
  const texts = columns.flatMap(({ name, uncast }) =>
    read.has(name) && uncast !== undefined ? [notNull(column(uncast))] : [],
  );
  const count = async (select: Omit<Select, 'from'>): Promise<number> => {
    const [row] = await session.query({ ...select, from: relation }, signal === undefined ? {} : { signal });
    return numberOf(row?.n ?? null) ?? 0;
  };
  const all = { columns: { n: aggregate('countAll') } };
  const rows = await count({ ...all, where: condition });
  const of = await count(all);
  const unread =
    texts.length === 0 ? 0 : await count({ ...all, where: and(isNull(condition), or(...texts)) });
  const lines = (files?.files ?? []).reduce(
    (sum, { rejectedCount = 0, truncated }) => sum + rejectedCount + (truncated === undefined ? 0 : 1),
    0,
  );
  return { rows, of, unread, lines };
};

/** Counts the rows of a version that fulfil a condition, read as its dataset is. Throws `Refusal` where nobody can. */
export const countHeld = (project: Project, version: Version, given: HeldRowsWanted): Promise<CountedRows> =>
  inViewFolder(project.folder, (views) =>
    inWorkFolder(async (workFolder) => {
      const named = await sourceOfVersion(project, version, views, given);
      const declared =
        named.contract === undefined ? [] : bindContract(named, undefined, given.cwd).object.properties;
      return inSession(
        named.source,
        workFolder,
        async (session) =>
          countIn(session, await session.open(named.source, { name: named.name, declared }), given),
        { memoryMiB },
      );
    }),
  );
