import type { OpenTable, Session } from '../../engines/engine.ts';
import type { Expr } from '../../sql/expression.ts';
import { suspects } from '../../suspects/registry.gen.ts';
import { candidateRows, mostCandidates } from './candidate-rows.ts';
import { type Scored, type Suspected, scoreCells } from './score-cells.ts';
import { type Surveyed, surveyTable } from './survey-table.ts';
import { type TextTable, textTable } from './text-table.ts';

/**
 * From this score on a cell is a suspect. Where scores are true chances, the threshold with the best F1 is half of that F1, and about 0.8
 * can be hoped for. Source: Z. Lipton, C. Elkan, B. Naryanaswamy, "Optimal thresholding of classifiers to maximize F1 measure" (2014).
 */
export const suspectThreshold = 0.4;

export interface FindSuspectsOptions {
  readonly most: number;
  readonly where?: Expr;
  readonly confidential: (column: string) => boolean;
  readonly signal?: AbortSignal;
  readonly onStep?: (done: number, total: number) => void;
}

export interface FoundSuspects extends Scored {
  readonly rows: number;
  readonly threshold: number;
  readonly limits: readonly string[];
}

/** The first column whose value is another one in each row, and may be shown. */
const keyOf = ({ survey }: Surveyed, confidential: (column: string) => boolean): string | undefined =>
  survey.columns.find(
    ({ name, nulls, values }) =>
      !confidential(name) && nulls === 0 && survey.rows > 1 && values?.size === survey.rows,
  )?.name;

const secretIn = (
  { survey }: Surveyed,
  confidential: (column: string) => boolean,
): ((column: string, text: string) => boolean) => {
  const held = new Map(survey.columns.map(({ name, values }) => [name, values]));
  const secrets = survey.columns.filter(({ name }) => confidential(name));
  return (column, text) =>
    secrets.some(({ values }) => (values?.get(text) ?? 0) > 0.5 * (held.get(column)?.get(text) ?? 0));
};

const limitsOf = ({ survey, unheld, uncounted }: Surveyed, { others }: TextTable, complete: boolean) => [
  ...others.map(({ name, sqlType }) => `${name}: cells of ${sqlType} are not looked at`),
  ...unheld.map((name) => `${name}: too many different values to compare them`),
  ...(survey.whole === undefined
    ? ['contradictions between sources are looked for in tables of at most 50,000 rows and 1,000,000 cells']
    : []),
  ...(uncounted > 0 ? [`${uncounted} pairs of columns that may depend on each other were not counted`] : []),
  ...(complete ? [] : [`only ${mostCandidates.toLocaleString('en')} rows, or 20,000 values, were looked at`]),
];

/** Looks at every cell of an open table for reasons to think it wrong. */
export const findSuspects = async (
  session: Session,
  opened: OpenTable,
  { most, where, confidential, signal, onStep }: FindSuspectsOptions,
): Promise<FoundSuspects> => {
  const query = signal === undefined ? {} : { signal };
  const table = textTable(session, opened, where);
  const surveyed = await surveyTable(session, table, {
    ...query,
    ...(onStep === undefined ? {} : { onStep }),
  });
  const { survey } = surveyed;
  const suspected: Suspected = suspects.map(({ id, find }) => [id, find(survey)] as const);
  const candidates =
    surveyed.rows === undefined
      ? await candidateRows(
          session,
          table,
          suspected.flatMap(([, { clues }]) => clues),
          query,
        )
      : { rows: surveyed.rows, complete: true };
  const key = keyOf(surveyed, confidential);
  const scored = scoreCells(
    candidates.rows,
    table.columns.map(({ name }) => name),
    suspected,
    {
      most,
      threshold: suspectThreshold,
      confidential,
      secret: secretIn(surveyed, confidential),
      ...(key === undefined ? {} : { key }),
    },
  );
  return {
    ...scored,
    rows: survey.rows,
    threshold: suspectThreshold,
    limits: limitsOf(surveyed, table, candidates.complete),
  };
};
