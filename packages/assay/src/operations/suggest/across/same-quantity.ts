import { withoutEqual } from '../relations/copies.ts';
import { heldAgainstRows } from '../relations/row-rule.ts';
import { sameQuantities } from '../relations/same-quantities.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { defineAcross } from '../suggester.ts';

export const sameQuantity = defineAcross({
  id: 'sameQuantity',
  summary:
    'Two columns hold one quantity in two units, or with a constant difference: one is a factor times the other and an offset more.',
  suggest: async (asking) => heldAgainstRows(asking, sameQuantities(withoutEqual(await sampleOf(asking)))),
});
