import { type Cell, numberOf } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { ColumnDiff, TableDiff } from '../domain/table-diff.ts';
import { oneLine } from './neutral.ts';
import { shareText, shortCell } from './profile-cells.ts';

type Shift = NonNullable<ColumnDiff['shift']>;

/** What a change of numbers by a line may be, where it is near one of these: slope, offset, words. */
const units: readonly (readonly [number, number, string])[] = [
  [1.8, 32, '°C to °F'],
  [5 / 9, -160 / 9, '°F to °C'],
  [1, 273.15, '°C to K'],
  [1, -273.15, 'K to °C'],
  [1000, 0, 'thousandths of the unit, as kg to g'],
  [0.001, 0, 'a thousand of the unit, as g to kg'],
  [100, 0, 'hundredths of the unit, as a share to %'],
  [0.01, 0, 'a hundred of the unit, as % to a share'],
  [60, 0, 'minutes to seconds, or hours to minutes'],
  [1 / 60, 0, 'seconds to minutes, or minutes to hours'],
  [3600, 0, 'hours to seconds'],
  [1 / 3600, 0, 'seconds to hours'],
  [25.4, 0, 'inches to millimetres'],
  [1 / 25.4, 0, 'millimetres to inches'],
  [0.45359237, 0, 'pounds to kilograms'],
  [1 / 0.45359237, 0, 'kilograms to pounds'],
  [6.894757, 0, 'psi to kPa'],
  [14.503774, 0, 'bar to psi'],
  [1.609344, 0, 'miles to kilometres'],
  [0.3048, 0, 'feet to metres'],
];

const isNear = (found: number, wanted: number, slack: number): boolean =>
  Math.abs(found - wanted) <= 0.005 * Math.abs(wanted) + slack;

const shiftWords = ({ slope, offset, rows }: Shift, changed: number): string => {
  const [times, plus] = [slope, offset].map((value) => shortCell(value, 4));
  const unit = units.find(([a, b]) => isNear(slope, a, 0) && isNear(offset, b, b === 0 ? 0.05 * a : 0.2));
  const isOffset = Math.abs(offset) > 1e-9 * Math.max(1, Math.abs(slope));
  const line = [
    Math.abs(slope - 1) < 1e-6 ? 'before' : `${times} × before`,
    ...(isOffset ? [offset < 0 ? `− ${shortCell(-offset, 4)}` : `+ ${plus}`] : []),
  ].join(' ');
  const of =
    rows === changed
      ? `in all ${countOf(rows, 'changed row')}`
      : `in ${rows.toLocaleString('en')} of ${countOf(changed, 'changed row')}`;
  if (Math.abs(slope) < 1e-9) return `now ${plus} ${of}`;
  return `now about ${line} ${of}${unit === undefined ? '' : `: another unit? (${unit[2]})`}`;
};

const rangeText = (side: ColumnDiff['before']): string | undefined =>
  side?.min === undefined || side.min === null || side.max === undefined || side.max === null
    ? undefined
    : `${shortCell(side.min)} to ${shortCell(side.max)}`;

const valuesWords = (what: string, found: NonNullable<ColumnDiff['values']>['added']): readonly string[] => {
  if (found.values === 0) return [];
  const some = found.some.map(({ value, rows }) => `${quoted(value)} in ${countOf(rows, 'row')}`);
  const more = found.values > some.length && some.length > 0 ? ', …' : '';
  const listed = some.length === 0 ? ` in ${countOf(found.rows, 'row')}` : `: ${some.join(', ')}${more}`;
  return [`${countOf(found.values, `${what} value`)}${listed}`];
};

const quoted = (value: Cell): string => (value === '' ? '""' : shortCell(value));

const nullWords = ({ before, after }: ColumnDiff, rows: TableDiff['rows']): readonly string[] => {
  if (before === undefined || after === undefined) return [];
  const [was, is] = [shareText(before.nulls, rows.before), shareText(after.nulls, rows.after)];
  return was === is ? [] : [`NULL ${was} → ${is}`];
};

const rangeWords = ({ before, after }: ColumnDiff): readonly string[] => {
  const [was, is] = [rangeText(before), rangeText(after)];
  return was === undefined || is === undefined || was === is ? [] : [`range ${was} → ${is}`];
};

const isShown = (value: number | null | undefined): value is number => typeof value === 'number';

/** The mean of a version, in a few digits. */
export const meanText = (side: ColumnDiff['before']): string | undefined =>
  isShown(side?.mean) && numberOf(side.mean) !== undefined ? shortCell(side.mean) : undefined;

/** In how many changed rows a column differs. */
export const changedRowsIn = ({ name }: ColumnDiff, { changedIn }: TableDiff): number =>
  changedIn.find(({ column }) => column === name)?.rows ?? 0;

/** What a reader of a change is to see of a column beside how many rows changed in it: shares, ranges, values, units, names. */
export const columnDiffWords = (one: ColumnDiff, table: TableDiff): readonly string[] => [
  ...(one.looksLike === undefined
    ? []
    : [
        `${one.what === 'added' ? 'has the values of' : 'its values are in'} ${oneLine(one.looksLike.column, 40)} (${one.looksLike.equal.toLocaleString('en')} of ${countOf(one.looksLike.rows, 'row')} looked at): another name?`,
      ]),
  ...(one.shift === undefined ? [] : [shiftWords(one.shift, changedRowsIn(one, table))]),
  ...nullWords(one, table.rows),
  ...rangeWords(one),
  ...(one.values === undefined
    ? []
    : [...valuesWords('new', one.values.added), ...valuesWords('lost', one.values.removed)]),
];

/** `0.1 %` or `0.001` */
export const toleranceText = ({ kind, most }: NonNullable<TableDiff['tolerance']>): string =>
  kind === 'relative' ? `${Number((most * 100).toPrecision(12))} %` : String(most);
