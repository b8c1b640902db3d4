import { invariant } from '../../domain/invariant.ts';
import { findColumn } from '../../plan/context.ts';
import type { MeasureTarget } from '../../run/measure.ts';
import { within } from '../../run/scope.ts';
import type { LookOptions, Open } from '../look-at.ts';

/** What is measured of an open source. */
export const targetOf = (
  { session, opened, scope }: Open,
  name: string,
  { onProgress }: Pick<LookOptions, 'onProgress'>,
): MeasureTarget => ({
  session,
  table: within(scope, opened),
  context: {
    column: (asked) => {
      const found = findColumn(opened.columns, asked);
      invariant(found !== undefined, `${name} has a column ${asked}`);
      return found;
    },
    hashName: session.dialect.hashName,
  },
  ...(scope === undefined ? { facts: opened.facts } : {}),
  onQuery: (done, total) => onProgress?.(name, { phase: 'measure', done, total }),
});
