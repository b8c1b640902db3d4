import type { Column } from '../../../domain/column.ts';
import type { ColumnDiff } from '../../../domain/table-diff.ts';
import type { QueryOptions, Session } from '../../../engines/engine.ts';
import { nulls } from '../../../metrics/nulls.ts';
import { ask } from '../../../metrics/request.ts';
import type { Measurements, MeasureTarget } from '../../../run/measure.ts';
import { valueIn } from '../../../run/value-in.ts';
import type { ComparedColumn } from './compared-columns.ts';
import type { Side } from './pair.ts';
import type { Renamed } from './renamed-columns.ts';
import type { Shift } from './shifts.ts';

/** One version's table, and what was measured of it. */
export interface MeasuredSide {
  readonly target: MeasureTarget;
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly measured: Measurements;
}

export interface ColumnDiffs {
  readonly session: Session;
  readonly sides: Readonly<Record<Side, MeasuredSide>>;
  readonly compared: readonly ComparedColumn[];
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly renamed: readonly Renamed[];
  /** Columns that hold the same in both versions, as the comparison of rows has shown: they are not measured for a distance. */
  readonly isUnmoved: (column: string) => boolean;
  readonly isConfidential: (column: string) => boolean;
  readonly query: QueryOptions;
  readonly onStep?: (done: number, total: number) => void;
}

/** How far the values of a column moved, and which came and went. */
export type Moved = Pick<ColumnDiff, 'distance' | 'undetermined' | 'values'>;

export const nullsOf = ({ name }: Column, { measured }: MeasuredSide): number =>
  valueIn<{ nulls: number }>(measured.get(ask(nulls, { column: name }).key))?.nulls ?? 0;
