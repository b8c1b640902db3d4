import { equalPairs } from '../relations/equal-pairs.ts';
import { heldAgainstRows } from '../relations/row-rule.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { defineAcross } from '../suggester.ts';

export const equalColumns = defineAcross({
  id: 'equalColumns',
  summary: 'Two columns hold the same value in every row, as after a join.',
  suggest: async (asking) => heldAgainstRows(asking, equalPairs(await sampleOf(asking))),
});
