import { defineReference } from '../reference.ts';

/** It looks at a second table and is never asked per group: the examples of groupCoverage hold it to its definition. */
export const reference = defineReference();
