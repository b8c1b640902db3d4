import type { Cell } from '../domain/cell.ts';
import type { ColumnKind } from '../domain/column.ts';
import type { AggregateName, FunctionName, WindowName } from './expression.ts';

/** Says why a dialect cannot express something. The rule that needs it ends `unknown` with this reason. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

export type Renderer = (...args: string[]) => string;

/** Marks an entry of a dialect's table that the engine lacks, with the reason. */
export const lacks =
  (reason: string): Renderer =>
  () => {
    throw new Unsupported(reason);
  };

/**
 * How one engine writes SQL. The tables are total: a function added to the catalogue does not compile until every
 * dialect has it or says why not.
 */
export interface Dialect {
  readonly id: string;
  readonly identifier: (name: string) => string;
  readonly literal: (value: Cell) => string;
  readonly types: Readonly<Record<ColumnKind, string>>;
  readonly functions: Readonly<Record<FunctionName, Renderer>>;
  readonly aggregates: Readonly<Record<AggregateName, Renderer>>;
  readonly windows: Readonly<Record<WindowName, Renderer>>;
  readonly cast: (arg: string, type: string) => string;
  /** A cast whose failure is NULL. */
  readonly lenientCast: (arg: string, to: ColumnKind) => string;
  /** An unanchored search; throws `Unsupported` for what the dialect's expressions cannot say. */
  readonly matches: (arg: string, pattern: string) => string;
  readonly like: (arg: string, patternLiteral: string) => string;
  readonly field: (of: string, name: string) => string;
  /** The name under which states keep which hash filled their registers. */
  readonly hashName: string;
}
