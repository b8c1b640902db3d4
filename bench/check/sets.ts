import type { DataName } from './data.ts';
import type { RuleSetName } from './rules.ts';

/** The tables that can be asked for. */
export const setNames = ['13', 'failing', '500', 'small', 'profile'] as const;
export type SetName = (typeof setNames)[number];

/** How many rows the ten-column data have. */
export const sizes = ['1m', '10m', '100m'] as const;
export type Size = (typeof sizes)[number];

/** What one table measures: a file, and the rules it is judged by; without rules it is profiled. */
export interface MeasuredSet {
  readonly title: string;
  readonly data: DataName;
  readonly rules?: RuleSetName;
}

/** The table of a name; the size is that of the ten-column data, the other data have one size. */
export function setOf(name: SetName, size: Size): MeasuredSet {
  const ten = `${size.replace('m', ' M')} x 10`;
  const known: Record<SetName, MeasuredSet> = {
    '13': { title: `13 rules that hold, ${ten}`, data: `ten-${size}`, rules: 'thirteen' },
    failing: { title: `13 rules of which 5 fail, ${ten}`, data: `ten-${size}`, rules: 'thirteen-failing' },
    '500': { title: '500 rules that hold, 1 M x 100', data: 'wide-1m', rules: 'five-hundred' },
    small: { title: 'Whole process on a CSV file of three rows', data: 'small', rules: 'small' },
    profile: { title: `Profile, ${ten}`, data: `ten-${size}` },
  };
  return known[name];
}
