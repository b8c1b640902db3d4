import { conditionsIn } from '../relations/conditions-in.ts';
import { heldAgainstRows } from '../relations/row-rule.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { defineAcross } from '../suggester.ts';

export const conditions = defineAcross({
  id: 'conditions',
  summary:
    'Where a category has one value, another column is there, is missing, or has only some of its values: no end without the state that ends, no speed above zero where it stands still.',
  suggest: async (asking) =>
    heldAgainstRows(asking, conditionsIn(await sampleOf(asking), asking.confidential)),
});
