import { defineFormat } from './format.ts';
import { plainJson } from './neutral.ts';

/** `assay.run/v1` of one run, `assay.runs/v1` of any other number. */
export const json = defineFormat({
  id: 'json',
  summary: 'for programs: assay.run/v1, or assay.runs/v1 of several',
  extension: 'json',
  render: (runs) => {
    const [only] = runs;
    const several = { schema: 'assay.runs/v1', runs };
    return plainJson(JSON.stringify(only !== undefined && runs.length === 1 ? only : several));
  },
});
