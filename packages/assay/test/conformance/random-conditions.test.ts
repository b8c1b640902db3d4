import fc from 'fast-check';
import { expect, test } from 'vitest';
import { column } from '../../src/sql/expression.ts';
import { parseCondition } from '../../src/sql/parse-condition.ts';
import { evaluate } from '../support/evaluate-expression.ts';
import { mixedRows, mixedTable } from '../support/mixed-table.ts';
import { randomCondition } from '../support/random-expression.ts';
import { writeExpression } from '../support/write-expression.ts';
import { inEveryEngine } from './both.ts';

const { ask } = inEveryEngine({ mixed: mixedTable });

test('random conditions mean on every engine what a plain reading of the definition says', async () => {
  await fc.assert(
    fc.asyncProperty(randomCondition, async (expr) => {
      const text = writeExpression(expr);
      const expected = mixedRows.map((row) => evaluate(expr, row, new Set(['f'])));
      const answers = await ask('mixed', (from, columns) => {
        const found = parseCondition(text, columns);
        if ('error' in found) throw new Error(`${found.error.message} at ${found.error.offset} of ${text}`);
        return { columns: { answer: found.expr }, from, orderBy: [{ by: column('n') }] };
      });
      for (const rows of answers)
        expect(
          rows.map(({ answer = null }) => answer),
          text,
        ).toEqual(expected);
    }),
    { seed: 44, numRuns: 600 },
  );
});
