import { invariant } from '../domain/invariant.ts';

/** What a column of the catalog holds. */
export type Value = string | number | null | Uint8Array;

/**
 * One statement in the SQL that SQLite and PostgreSQL share. `?` stands for a parameter and for nothing else; numbers are cast where no
 * column gives them a type.
 */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Value[];
  /** How many rows it must change: another number is a bug, and nothing is written. */
  readonly changes?: number;
  /** Where it changes none, another was quicker: `Outrun` is thrown, and nothing is written. */
  readonly unlessOutrun?: true;
}

/** Another wrote between what was read and what was to be written: what follows from it must be thought anew. */
export class Outrun extends Error {}

export const statement = (sql: string, ...parameters: readonly Value[]): Statement => ({ sql, parameters });

/** `(?, ?), (?, ?)` for rows of a VALUES list. */
export const placeholders = (rows: readonly (readonly Value[])[]): string =>
  rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');

export const expectChanges = ({ sql, changes, unlessOutrun }: Statement, changed: number): number => {
  if (unlessOutrun === true && changed === 0) throw new Outrun(sql);
  invariant(changes === undefined || changes === changed, `${changed} rows, not ${changes}: ${sql}`);
  return changed;
};

/**
 * The database that holds a catalog: what SQLite and PostgreSQL have in common, in plain statements. What goes wrong in it is thrown as a
 * `Refusal` that says what to do.
 */
export interface Store {
  /** As people call it, without a password. */
  readonly place: string;
  readonly rows: <R>(asked: Statement) => Promise<readonly R[]>;
  /** All or none of them, on the disk when it returns, and never while another writes. Gives the rows each one changed. */
  readonly write: (statements: readonly Statement[]) => Promise<readonly number[]>;
  /** Runs work while no other process writes. */
  readonly alone: <T>(work: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
}
