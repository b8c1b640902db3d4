import { defineFormat } from './format.ts';

/** `assay.run/v1` of one run, `assay.runs/v1` of any other number. */
export const json = defineFormat({
  id: 'json',
  summary: 'for programs: assay.run/v1, or assay.runs/v1 of several',
  extension: 'json',
  render: (runs) => {
    const [only] = runs;
    return JSON.stringify(only !== undefined && runs.length === 1 ? only : { schema: 'assay.runs/v1', runs });
  },
});
