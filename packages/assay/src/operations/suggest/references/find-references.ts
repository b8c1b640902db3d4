import { orphanRow } from '../../../checks/orphan-rows.ts';
import { countText, plural } from '../../../checks/words.ts';
import type { Column } from '../../../domain/column.ts';
import { countIn } from '../../../metrics/read-row.ts';
import { aggregate, and, call, column, notNull, when } from '../../../sql/expression.ts';
import { type Relation, subquery } from '../../../sql/select.ts';
import { isNoAccident } from '../../../stats/chance.ts';
import { askRow, type Looking } from '../looking.ts';
import { only } from '../parts.ts';
import { ruleId } from '../relations/row-rule.ts';
import type { SuggestionAcross } from '../suggester.ts';
import { numberIn } from '../tails.ts';
import { canRefer, namesRefer } from './joinable.ts';
import { withSharedKey } from './shared-keys.ts';

/** A dataset that is open beside others. */
export interface KnownTable {
  readonly name: string;
  readonly relation: Relation;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Columns, alone or together, that no two rows share. */
  readonly keys: readonly (readonly string[])[];
}

interface Candidate {
  readonly columns: readonly Column[];
  readonly parent: KnownTable;
  readonly key: readonly Column[];
  readonly named: boolean;
}

interface Counted {
  readonly rows: number;
  readonly orphans: number;
  readonly values: number;
}

const firstRows = 20_000;
/** So large a share of rows may refer to nothing and it is still worth a question. */
const forgiven = 0.05;
/** Without names that say so, so many different texts, or rows, must be found. */
const [fewestTexts, fewestNamed] = [10, 2];
const shortestText = 3;

const byName = (table: KnownTable, name: string): Column | undefined =>
  table.columns.find((one) => one.name === name);

const columnsOf = (table: KnownTable, names: readonly string[]): readonly Column[] | undefined => {
  const found = names.flatMap((name) => byName(table, name) ?? []);
  return found.length === names.length && found.every(canRefer) ? found : undefined;
};

const isOwnKey = ({ keys }: KnownTable, name: string): boolean =>
  keys.some((key) => key.length === 1 && key[0] === name);

/** Pairs worth asking for: of one kind, and so named; of texts and wide numbers whatever their names. */
const candidatesOf = (child: KnownTable, parents: readonly KnownTable[]): readonly Candidate[] =>
  parents.flatMap((parent) =>
    parent.keys.flatMap((names): readonly Candidate[] => {
      const key = columnsOf(parent, names);
      const [first] = key ?? [];
      if (key === undefined || first === undefined) return [];
      if (key.length > 1) {
        const columns = columnsOf(child, names);
        const fits = columns?.every((one, index) => one.kind === key[index]?.kind) === true;
        return columns !== undefined && fits ? [{ columns, parent, key, named: true }] : [];
      }
      return child.columns
        .filter((one) => canRefer(one) && one.kind === first.kind)
        .map((one) => ({ columns: [one], parent, key, named: namesRefer(one.name, parent.name, first.name) }))
        .filter(({ columns: [one], named }) => named || !isOwnKey(child, one?.name ?? ''));
    }),
  );

const counted = async (
  looking: Looking,
  from: Relation,
  { columns, parent, key }: Candidate,
): Promise<Counted> => {
  looking.onStep?.(0);
  const complete = and(...columns.map(({ name }) => notNull(column(name))));
  const [first] = columns;
  const row = await askRow(looking, {
    columns: {
      rows: aggregate('countIf', complete),
      orphans: aggregate('countIf', orphanRow(columns, { table: parent.relation, columns: key })),
      values:
        first !== undefined && columns.length === 1
          ? aggregate('countDistinct', column(first.name))
          : aggregate('countIf', complete),
    },
    from,
  });
  return { rows: countIn(row, 'rows'), orphans: countIn(row, 'orphans'), values: countIn(row, 'values') };
};

/** Of a column of whole numbers, ln of the share of its range that the parent's keys fill; of texts, how short they are. */
const logShareFilled = async (looking: Looking, { parent, key }: Candidate): Promise<number> => {
  const [first] = key;
  if (first?.kind !== 'integer') return 0;
  const row = await askRow(looking, {
    columns: {
      n: aggregate('count', column(first.name)),
      least: aggregate('min', column(first.name)),
      most: aggregate('max', column(first.name)),
    },
    from: parent.relation,
  });
  const [n = 0, least = 0, most = 0] = ['n', 'least', 'most'].map((name) => numberIn(row, name));
  return Math.min(0, Math.log(n / Math.max(1, most - least + 1)));
};

const textsAreShort = async (looking: Looking, { parent, key }: Candidate): Promise<boolean> => {
  const [first] = key;
  if (first?.kind !== 'text') return false;
  const text = column(first.name);
  const row = await askRow(looking, {
    columns: { mean: aggregate('mean', when(notNull(text), call('length', text))) },
    from: parent.relation,
  });
  return (numberIn(row, 'mean') ?? 0) < shortestText;
};

/** Whether values are found in the parent for another reason than that its keys are everywhere. */
const isEvident = async (
  looking: Looking,
  candidate: Candidate,
  { values, orphans }: Counted,
  tried: number,
): Promise<boolean> => {
  if (candidate.named) return values >= fewestNamed;
  if (orphans > 0) return false;
  if (candidate.key[0]?.kind === 'text')
    return values >= fewestTexts && !(await textsAreShort(looking, candidate));
  return isNoAccident(values * (await logShareFilled(looking, candidate)), tried);
};

const suggestionOf = ({ columns, parent, key, named }: Candidate, found: Counted): SuggestionAcross => {
  const { rows, orphans, values } = found;
  const own = columns.map(({ name }) => name);
  const theirs = key.map(({ name }) => name);
  const target = `${parent.name}.${theirs.join(' + ')}`;
  const single = own.length === 1;
  const all = single
    ? `all ${plural(values, 'value')} in ${plural(rows, 'row')}`
    : `the keys of all ${plural(rows, 'row')}`;
  return {
    ...(single && own[0] !== undefined ? { column: own[0] } : {}),
    place: 'quality',
    body: {
      id: ruleId('refers', single ? [parent.name] : [...own, parent.name]),
      type: 'custom',
      engine: 'assay',
      implementation: {
        check: 'orphans',
        dataset: parent.name,
        references: single ? theirs[0] : theirs,
        ...(single ? {} : { columns: own }),
      },
    },
    check: 'orphans',
    shown: `refers to ${target}`,
    sure: orphans === 0,
    reason:
      orphans === 0
        ? `${all} are found in ${target}, which is unique${named ? '' : '; the names do not say so'}`
        : `${countText(orphans)} of ${plural(rows, 'row')} have a value that ${target} lacks: mistakes?`,
    rows,
    exceptions: orphans,
  };
};

/**
 * References from one dataset to keys of others, by exact anti-join. A pair is first tried on the first rows; of several parents, one that
 * the names speak for comes first, and each column refers to one.
 */
export const findReferences = async (
  looking: Looking,
  child: KnownTable,
  parents: readonly KnownTable[],
): Promise<readonly SuggestionAcross[]> => {
  const known: KnownTable[] = [];
  for (const parent of parents) known.push(await withSharedKey(looking, child, parent));
  const candidates = candidatesOf(child, known).toSorted(
    (left, right) => Number(right.named) - Number(left.named),
  );
  const referring = new Set<string>();
  const found: SuggestionAcross[] = [];
  for (const candidate of candidates) {
    const names = candidate.columns.map(({ name }) => name);
    if (names.length === 1 && referring.has(names[0] ?? '')) continue;
    const some = subquery({ columns: only(names), from: child.relation, limit: firstRows }, 'first');
    const first = await counted(looking, some, candidate);
    if (first.rows === 0 || first.orphans > first.rows * (candidate.named ? forgiven * 2 : 0)) continue;
    const all = await counted(looking, child.relation, candidate);
    if (all.orphans > all.rows * forgiven) continue;
    if (!(await isEvident(looking, candidate, all, candidates.length))) continue;
    for (const name of names) referring.add(name);
    found.push(suggestionOf(candidate, all));
  }
  return found;
};
