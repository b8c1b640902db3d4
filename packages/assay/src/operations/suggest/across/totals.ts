import { withoutEqual } from '../relations/copies.ts';
import { toleranceText } from '../relations/numeric.ts';
import { heldAgainstRows, type RowRule } from '../relations/row-rule.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { productsIn, quotientsIn, sumsIn, type Total } from '../relations/totals-in.ts';
import { nameText } from '../relations/written.ts';
import { defineAcross } from '../suggester.ts';

const most = 8;

const kinds = { '+': 'sum', '*': 'product', '/': 'quotient' } as const;

const ruleOf = ({ parts, whole, operation: { sign }, tolerance }: Total): RowRule => {
  const text = parts.map(({ name }) => nameText(name)).join(` ${sign} `);
  const formula = sign === '+' ? `(${text})` : text;
  return {
    kind: kinds[sign],
    columns: [...parts.map(({ name }) => name), whole.name],
    expression:
      tolerance === 0
        ? `${text} = ${nameText(whole.name)}`
        : `abs(${nameText(whole.name)} - ${formula}) <= ${toleranceText(tolerance)}`,
    reason: `${whole.name} is ${text}${tolerance === 0 ? '' : ', to the last digit'}`,
    sure: true,
  };
};

export const totals = defineAcross({
  id: 'totals',
  summary:
    'One column is the sum of two or three others, or the product or the quotient of two: total, parts, price and quantity, rates.',
  suggest: async (asking) => {
    const sample = withoutEqual(await sampleOf(asking));
    return heldAgainstRows(
      asking,
      [...sumsIn(sample), ...productsIn(sample), ...quotientsIn(sample)].slice(0, most).map(ruleOf),
    );
  },
});
