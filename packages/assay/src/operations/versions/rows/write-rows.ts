import { numberOf } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { CheckedOut } from '../../../domain/version-reports.ts';
import type { OpenTable, Session } from '../../../engines/engine.ts';
import type { Project } from '../../../project/project.ts';
import { confidentialColumns } from '../../../run/quarantine-columns.ts';
import { conditionOn } from '../../../run/scope.ts';
import { aggregate, call, column, type Expr } from '../../../sql/expression.ts';
import { expressionColumns } from '../../../sql/expression-columns.ts';
import type { Select } from '../../../sql/select.ts';
import { inSession } from '../../in-session.ts';
import { scopeOf } from '../../scope-of.ts';
import { declaredProperties } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import { maskKeyOf } from '../mask-key.ts';
import { sourceOfVersion } from '../version-source.ts';
import { inViewFolder } from '../view-folder.ts';
import { lossyColumns } from './lossy-columns.ts';

/** Which rows of a version are written, and how. */
export interface WrittenRows {
  /** A rule expression; all rows without it. */
  readonly where?: string;
  /** Puts pseudonyms in the place of confidential values. */
  readonly mask?: boolean;
}

export interface WriteOptions {
  readonly cwd: string;
  readonly signal?: AbortSignal;
  /** Throws where rows may not be chosen by confidential values: which ones come tells them. */
  readonly mayFilterBySecrets: () => Promise<void>;
}

/** A cell as the file has it: the text where it does not cast. */
const asWritten = ({ name, uncast }: Column): Expr =>
  uncast === undefined
    ? call('toText', column(name))
    : call('coalesce', column(uncast), call('toText', column(name)));

const shownOf = (
  columns: readonly Column[],
  masked: readonly string[],
  lost: ReadonlySet<string>,
): Readonly<Record<string, Expr>> =>
  Object.fromEntries(
    columns.map((one) => [
      one.name,
      masked.includes(one.name)
        ? call('pseudonym', asWritten(one))
        : lost.has(one.name)
          ? asWritten(one)
          : column(one.name),
    ]),
  );

const filtersBy = (masked: readonly string[], where: string, columns: readonly Column[]): boolean =>
  expressionColumns(conditionOn(scopeOf(where), columns)).some((name) => masked.includes(name));

const countOf = async (session: Session, select: Select): Promise<number> => {
  const [row] = await session.query(select);
  return numberOf(row?.n ?? null) ?? 0;
};

const writeOpen = async (
  session: Session,
  { relation, columns }: OpenTable,
  masked: readonly string[],
  where: string | undefined,
  to: string,
): Promise<NonNullable<CheckedOut['rows']>> => {
  const all: Select = { columns: { n: aggregate('countAll') }, from: relation };
  const condition = where === undefined ? {} : { where: conditionOn(scopeOf(where), columns) };
  const lost = new Set((await lossyColumns(session, { relation, columns })).map(({ name }) => name));
  await session.export({ columns: shownOf(columns, masked, lost), from: relation, ...condition }, to);
  return {
    count: await countOf(session, { ...all, ...condition }),
    of: await countOf(session, all),
    ...(where === undefined ? {} : { where }),
  };
};

/** Writes rows of a version to one file, in the format that its name says. Throws `Refusal`. */
export const writeRows = (
  project: Project,
  version: Version,
  { where, mask = false }: WrittenRows,
  to: string,
  { cwd, signal, mayFilterBySecrets }: WriteOptions,
): Promise<NonNullable<CheckedOut['rows']>> =>
  inViewFolder(project.folder, (views) =>
    inWorkFolder(async (workFolder) => {
      const options = { cwd, ...(signal === undefined ? {} : { signal }) };
      const named = await sourceOfVersion(project, version, views, options);
      const declared = declaredProperties(named, undefined, cwd);
      if (mask && named.contract === undefined && declared.length === 0)
        refuse(
          'usage',
          `nothing says which columns of ${version.record.name} are confidential`,
          'name its contract under datasets in assay.yaml',
        );
      return inSession(
        named.source,
        workFolder,
        async (session) => {
          const opened = await session.open(named.source, { name: named.name, declared });
          const masked = mask ? confidentialColumns(opened.columns, declared, project.config.public) : [];
          if (where !== undefined && filtersBy(masked, where, opened.columns)) await mayFilterBySecrets();
          const written = await writeOpen(session, opened, masked, where, to);
          await named.stillIs?.();
          return { ...written, ...(mask ? { masked: [...masked] } : {}) };
        },
        mask ? { pseudonymKey: maskKeyOf(project) } : {},
      );
    }),
  );
