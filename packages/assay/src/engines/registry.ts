import { invariant } from '../domain/invariant.ts';
import type { Source } from '../domain/source.ts';
import { duckdb } from './duckdb/duckdb.ts';
import type { Engine } from './engine.ts';
import { postgres } from './postgres/postgres.ts';

export const engines: readonly Engine[] = [duckdb, postgres];

/** The engine that opens a source. */
export const engineFor = (source: Source): Engine => {
  const found = engines.find((engine) => engine.sources.includes(source.kind));
  invariant(found !== undefined, `no engine opens ${source.kind}`);
  return found;
};
