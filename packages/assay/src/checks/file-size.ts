import { z } from 'zod';
import { comparisonText, holds } from '../domain/comparison.ts';
import { defineCheck, fail, pass } from './check.ts';
import { comparisonOf, distanceFrom } from './compared-number.ts';
import { exampleFile } from './example-files.ts';
import { fileName, judgesFiles } from './source-files.ts';
import { countText, plural } from './words.ts';

export const fileSize = defineCheck({
  id: 'fileSize',
  summary: 'Every file has a size, in bytes, as agreed.',
  why: 'An export that failed writes a file of a few bytes; one that ran twice writes a file of twice the size. Both are seen before a row is read.',
  dimension: 'completeness',
  on: 'object',
  params: z.strictObject({}),
  expected: (_params, { comparison }) =>
    comparison === undefined ? 'a size of each file' : `${comparisonText(comparison)} bytes in each file`,
  rungs: (_params, context) => {
    const comparison = comparisonOf(context, 'fileSize');
    return judgesFiles(context, (files) => {
      const bad = files
        .filter(({ sizeBytes }) => !holds(comparison, sizeBytes))
        .sort((a, b) => distanceFrom(comparison, b.sizeBytes) - distanceFrom(comparison, a.sizeBytes));
      const [worst] = bad;
      const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (worst === undefined)
        return pass(`${plural(files.length, 'file')}, ${countText(total)} bytes`, { observed: total });
      const more = bad.length > 1 ? ` (${bad.length} of ${files.length} files)` : '';
      return fail(
        `${fileName(worst)} has ${plural(worst.sizeBytes, 'byte')}, must be ${comparisonText(comparison)}${more}`,
        {
          observed: worst.sizeBytes,
          evidence: { files: bad.slice(0, 10).map(({ path, sizeBytes }) => ({ file: path, sizeBytes })) },
        },
      );
    });
  },
  examples: [
    {
      title: 'an empty export',
      columns: { a: 'integer' },
      rows: [],
      params: { mustBeGreaterThan: 100 },
      files: { files: [exampleFile(), exampleFile({ path: 'in/b.csv', sizeBytes: 3 })] },
      expect: { status: 'fail', observed: 3, says: 'b.csv has 3 bytes' },
    },
    {
      title: 'as usual',
      columns: { a: 'integer' },
      rows: [],
      params: { mustBeBetween: [1000, 2000] },
      files: { files: [exampleFile()] },
      expect: { status: 'pass', observed: 1200 },
    },
  ],
});
