import { boundsIn } from '../relations/bounds-in.ts';
import { heldAgainstRows } from '../relations/row-rule.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { defineAcross } from '../suggester.ts';

export const conditionalBounds = defineAcross({
  id: 'conditionalBounds',
  summary:
    'Where a category has one value, a number stays on one side of a bound that most other rows cross: no speed where a machine stands still.',
  suggest: async (asking) => heldAgainstRows(asking, boundsIn(await sampleOf(asking), asking.confidential)),
});
