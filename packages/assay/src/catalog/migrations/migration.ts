/** What the two databases call differently. */
export interface Words {
  /** A number that the database gives each row, as its key. */
  readonly key: string;
  readonly integer: string;
  readonly real: string;
  /** Compared by code point. */
  readonly text: string;
  readonly bytes: string;
  /** What ends a table. */
  readonly table: string;
  /** What ends a table that lies in the order of its key. */
  readonly clustered: string;
}

export interface Migration {
  readonly sql: (words: Words) => string;
  /** Of use on one machine only: no other database gets it. */
  readonly local?: true;
}
