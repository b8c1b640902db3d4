import { type Cell, cellSchema, cellText, isTagged, numberOf } from '../domain/cell.ts';
import type { ColumnProfile } from '../domain/profile.ts';
import { oneLine } from './neutral.ts';
import { sparkline } from './sparkline.ts';

/** One column of a dataset as a line of a table. */
export interface ProfileCells {
  readonly column: string;
  readonly type: string;
  readonly missing: string;
  readonly distinct: string;
  readonly min: string;
  readonly mean: string;
  readonly median: string;
  readonly max: string;
  /** A small histogram, the most frequent values, or what there is to say instead. */
  readonly values: string;
}

const longestText = 24;

/** A cell in a few characters; numbers with so many significant digits. */
export const shortCell = (cell: Cell, digits = 6): string => {
  if (typeof cell !== 'number') return oneLine(cellText(cell), longestText);
  if (Number.isInteger(cell) && Math.abs(cell) < 1e9) return String(cell);
  const rounded = Number(cell.toPrecision(digits));
  return Math.abs(rounded) >= 1e9 ? rounded.toExponential().replace('e+', 'e') : String(rounded);
};

/** What is found under a path of keys; undefined where one of them is not there. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

const cellAt = (value: unknown, ...path: readonly string[]): Cell | undefined => {
  const found = cellSchema.safeParse(at(value, ...path));
  return found.success && found.data !== null ? found.data : undefined;
};
const countAt = (value: unknown, ...path: readonly string[]): number =>
  numberOf(cellAt(value, ...path) ?? null) ?? 0;
const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** "3 %", "0.02 %"; of few in many "< 0.01 %". */
export const shareText = (count: number, total: number): string => {
  if (count === 0 || total === 0) return '0';
  const percent = (count / total) * 100;
  return percent < 0.01 ? '< 0.01 %' : `${Number(percent.toPrecision(2))} %`;
};

const aboutText = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

const distinctText = ({ metrics }: ColumnProfile): string => {
  const exact = cellAt(metrics, 'valueCounts', 'distinct');
  if (exact !== undefined) return shortCell(exact);
  if (metrics.booleans !== undefined)
    return String(['true', 'false'].filter((key) => countAt(metrics, 'booleans', key) > 0).length);
  const about = cellAt(metrics, 'approxDistinct');
  return about === undefined ? '' : `~${aboutText.format(numberOf(about) ?? 0)}`;
};

const momentParts = /^(\d{4,}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?/;

/** Dates without their times, where the days say enough. */
const extremes = ({ metrics }: ColumnProfile): readonly [string, string] => {
  const [min, max] = [cellAt(metrics, 'extent', 'min'), cellAt(metrics, 'extent', 'max')];
  if (min === undefined || max === undefined) return ['', ''];
  const [, firstDay, first] = (isTagged(min) && momentParts.exec(min.value)) || [];
  const [, lastDay, last] = (isTagged(max) && momentParts.exec(max.value)) || [];
  if (firstDay === undefined || lastDay === undefined) return [shortCell(min), shortCell(max)];
  return firstDay === lastDay && first !== undefined && last !== undefined
    ? [`${firstDay} ${first}`, last]
    : [firstDay, lastDay];
};

const frequentText = (column: ColumnProfile): string => {
  const { metrics } = column;
  const present = countAt(metrics, 'valueCounts', 'present');
  const distinct = countAt(metrics, 'valueCounts', 'distinct');
  const top = listAt(metrics, 'valueCounts', 'top').slice(0, 3);
  if (top.length === 0 || distinct === present) return '';
  const shown = top.map((one) => {
    const value = cellAt(one, 'value') ?? '';
    const text = shortCell(value);
    return `${text === '' ? '""' : text} ${shareText(countAt(one, 'count'), present)}`;
  });
  return shown.join(', ') + (distinct > top.length ? ', …' : '');
};

const lengthsText = ({ metrics }: ColumnProfile): string => {
  const [min, max] = [cellAt(metrics, 'textLengths', 'min'), cellAt(metrics, 'textLengths', 'max')];
  if (min === undefined || max === undefined) return '';
  return min === max ? `${cellText(min)} characters` : `${cellText(min)} to ${cellText(max)} characters`;
};

const shapeText = (column: ColumnProfile): string => {
  const { metrics } = column;
  const bars = listAt(metrics, 'quantileSketch', 'bars').map(Number);
  if (bars.length > 0) return sparkline(bars, 0);
  if (metrics.booleans !== undefined) {
    const yes = countAt(metrics, 'booleans', 'true');
    return `true ${shareText(yes, yes + countAt(metrics, 'booleans', 'false'))}`;
  }
  return frequentText(column) || lengthsText(column);
};

const remarks = ({ metrics, confidential, uncast, failed }: ColumnProfile): readonly string[] => {
  const counted: readonly (readonly [number, string])[] = [
    [countAt(metrics, 'nonFinite', 'nans'), 'NaN'],
    [
      countAt(metrics, 'nonFinite', 'positiveInfinities') +
        countAt(metrics, 'nonFinite', 'negativeInfinities'),
      'infinite',
    ],
    [countAt(metrics, 'textLengths', 'empty') + countAt(metrics, 'textLengths', 'blank'), 'empty or blank'],
    [uncast ?? 0, 'that do not cast'],
  ];
  return [
    ...(confidential ? ['confidential: values hidden'] : []),
    ...counted.flatMap(([count, what]) => (count === 0 ? [] : [`${count.toLocaleString('en')} ${what}`])),
    ...(failed === undefined ? [] : [`not measured: ${Object.keys(failed).join(', ')}`]),
  ];
};

const numberText = (cell: Cell | undefined, digits: number): string =>
  cell === undefined ? '' : shortCell(cell, digits);

/** What a table shows of a column. Of confidential ones no value is shown. */
export const profileCells = (column: ColumnProfile, rows: number): ProfileCells => {
  const { metrics, name, sqlType } = column;
  const [min, max] = extremes(column);
  return {
    column: oneLine(name, 32),
    type: oneLine(sqlType, 16),
    missing: shareText(countAt(metrics, 'nulls', 'nulls'), rows),
    distinct: distinctText(column),
    min,
    mean: numberText(cellAt(metrics, 'moments', 'mean') ?? cellAt(metrics, 'mean'), 4),
    median: numberText(cellAt(metrics, 'quantileSketch', 'quantiles', 'p50'), 3),
    max,
    values: [shapeText(column), ...remarks(column)].filter((part) => part !== '').join('  '),
  };
};
