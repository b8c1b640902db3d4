import { join } from 'node:path';

/** The folder of this benchmark. */
export const here = import.meta.dirname;

/** What the benchmark makes: data, generated contracts, the installed package, results. Not in Git. */
export const out = join(here, 'out');

/** The checkout. */
export const root = join(here, '..', '..');
