import { column, notNull } from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const limit = 2;

export const reference = defineReference({
  params: { run: { column: 'few', order: 'row' }, condition: notNull(column('few')), limit },
  value: (rows: readonly LawRow[]) => {
    const runs: { key: []; value: LawRow['few']; readings: number; from: number; to: number }[] = [];
    for (const [index, { few }] of rows.entries()) {
      const last = runs.at(-1);
      if (few === null) continue;
      if (last?.to === index - 1 && last.value === few)
        Object.assign(last, { to: index, readings: last.readings + 1 });
      else runs.push({ key: [], value: few, readings: 1, from: index, to: index });
    }
    return runs
      .sort((left, right) => right.readings - left.readings || left.from - right.from)
      .slice(0, limit);
  },
});
