import { type Column, numericKinds, temporalKinds } from '../../../domain/column.ts';
import type { ColumnDiff } from '../../../domain/table-diff.ts';
import { approxDistinct } from '../../../metrics/approx-distinct.ts';
import { extent } from '../../../metrics/extent.ts';
import { mean } from '../../../metrics/mean.ts';
import { nulls } from '../../../metrics/nulls.ts';
import { orderedKinds } from '../../../metrics/ordered-kinds.ts';
import { ask } from '../../../metrics/request.ts';
import { measure } from '../../../run/measure.ts';
import { valueIn } from '../../../run/value-in.ts';
import type { ComparedColumn } from './compared-columns.ts';
import { type ColumnDiffs, type MeasuredSide, type Moved, nullsOf } from './measured-side.ts';
import { numbersMoved, timesMoved } from './numbers-moved.ts';
import type { Side } from './pair.ts';
import { textsMoved } from './texts-moved.ts';

const isNumber = ({ kind }: Pick<Column, 'kind'>): boolean => numericKinds.includes(kind);
const isText = ({ kind }: Pick<Column, 'kind'>): boolean => kind === 'text' || kind === 'boolean';
const isTime = ({ kind }: Pick<Column, 'kind'>): boolean => kind === 'time' || temporalKinds.includes(kind);

const firstOf = (one: Column, isUnmoved: boolean) => {
  const params = { column: one.name };
  return [
    ask(nulls, params),
    ...(orderedKinds.includes(one.kind) ? [ask(extent, params)] : []),
    ...(isNumber(one) ? [ask(mean, params)] : []),
    ...(one.kind === 'text' && !isUnmoved ? [ask(approxDistinct, params)] : []),
  ];
};

const sideOf = (one: Column, side: MeasuredSide, isConfidential: boolean) => {
  const { measured } = side;
  const params = { column: one.name };
  const bounds = valueIn<ReturnType<typeof extent.value>>(measured.get(ask(extent, params).key));
  const middle = valueIn<number | null>(measured.get(ask(mean, params).key));
  return {
    kind: one.kind,
    sqlType: one.sqlType,
    nulls: nullsOf(one, side),
    ...(isConfidential || bounds === undefined ? {} : { min: bounds.min, max: bounds.max }),
    ...(isConfidential || middle === undefined
      ? {}
      : { mean: middle === null || Number.isFinite(middle) ? middle : null }),
  };
};

const moved = (given: ColumnDiffs, compared: ComparedColumn): Promise<Moved> | Moved => {
  const { before, after, kind, isRetyped } = compared;
  if (given.isUnmoved(compared.name)) return { distance: { jensenShannon: 0, over: 'rows', bins: 0 } };
  if (isNumber(before) && isNumber(after)) return numbersMoved(given, compared);
  if (isText(before) && isText(after)) return textsMoved(given, compared);
  if (isTime({ kind })) return timesMoved(given, compared);
  return { undetermined: isRetyped ? 'its type is another' : `of ${after.kind} columns there is none` };
};

/** What became of each column: those of the later version in its order, then those that went. */
export const columnDiffs = async (given: ColumnDiffs): Promise<ColumnDiff[]> => {
  const { sides, compared, shifts, renamed, isUnmoved, isConfidential, query, onStep } = given;
  const total = compared.length + 1;
  onStep?.(0, total);
  for (const { target, columns, measured } of Object.values(sides))
    await measure(
      columns.flatMap((one) => firstOf(one, isUnmoved(one.name))),
      target,
      measured,
      query,
    );
  const kept = new Map<string, ColumnDiff>();
  for (const [index, one] of compared.entries()) {
    onStep?.(index + 1, total);
    const secret = isConfidential(one.name);
    const shift = shifts.get(one.name);
    kept.set(one.name, {
      name: one.name,
      what: one.isRetyped ? 'retyped' : 'same',
      confidential: secret,
      before: sideOf(one.before, sides.before, secret),
      after: sideOf(one.after, sides.after, secret),
      ...(await moved(given, one)),
      ...(shift === undefined ? {} : { shift }),
    });
  }
  const alone = (what: 'added' | 'removed', side: Side, one: Column): ColumnDiff => {
    const found = renamed.find((both) => both[side] === one.name);
    const column = found?.[side === 'before' ? 'after' : 'before'];
    const secret = isConfidential(one.name) || (column !== undefined && isConfidential(column));
    return {
      name: one.name,
      what,
      confidential: secret,
      [side]: sideOf(one, sides[side], secret),
      ...(found === undefined || column === undefined ? {} : { looksLike: { column, ...found.evidence } }),
    };
  };
  const gone = sides.before.columns.filter(
    ({ name }) => !compared.some(({ before }) => before.name === name),
  );
  return [
    ...sides.after.columns.map((one) => kept.get(one.name) ?? alone('added', 'after', one)),
    ...gone.map((one) => alone('removed', 'before', one)),
  ];
};
