import { z } from 'zod';
import { defineCheck, fail, pass } from './check.ts';
import { exampleFile } from './example-files.ts';
import { fileName, fileNames, judgesFiles } from './source-files.ts';

export const truncated = defineCheck({
  id: 'truncated',
  summary: 'No file ends in the middle of a record.',
  why: 'A transfer that broke off leaves a file that opens and looks complete; the rows that never arrived are missed by nobody until a total is wrong.',
  dimension: 'completeness',
  on: 'object',
  params: z.strictObject({}),
  expected: () => 'every file ends with a complete record',
  rungs: (_params, context) =>
    judgesFiles(context, (files) => {
      const cut = files.filter((file) => file.truncated !== undefined);
      const [first] = cut;
      if (first === undefined) return pass(`${fileNames(files)}: the last record is complete`);
      const more = cut.length > 1 ? `; ${cut.length} of ${files.length} files are cut off` : '';
      return fail(`${fileName(first)} is truncated: ${first.truncated}${more}`, {
        evidence: { files: cut.slice(0, 10).map((file) => ({ file: file.path, why: file.truncated ?? '' })) },
      });
    }),
  examples: [
    {
      title: 'the last line stops after two of three fields',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      files: {
        files: [
          exampleFile(),
          exampleFile({ path: 'in/late.csv', truncated: 'the last line has 2 of 3 fields' }),
        ],
      },
      expect: { status: 'fail', says: 'late.csv is truncated: the last line has 2 of 3 fields' },
    },
    {
      title: 'complete',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      files: { files: [exampleFile()] },
      expect: { status: 'pass', says: 'batch.csv' },
    },
    {
      title: 'a table of a database is no file',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      expect: { status: 'unknown', says: 'no file' },
    },
  ],
});
