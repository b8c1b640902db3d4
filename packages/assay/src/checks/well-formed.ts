import { z } from 'zod';
import { defineCheck, fail, notApplicable, pass } from './check.ts';
import { exampleFile } from './example-files.ts';
import { fileName, fileNames, judgesFiles } from './source-files.ts';
import { countText, plural } from './words.ts';

export const wellFormed = defineCheck({
  id: 'wellFormed',
  summary: 'Every line of a text file could be read as a record.',
  why: 'Readers skip the lines they do not understand. What a stray quote or an extra separator has swallowed is missing from every count after that.',
  dimension: 'conformity',
  on: 'object',
  params: z.strictObject({}),
  impliedBy: (files) => files?.files.some(({ rejectedCount }) => rejectedCount !== undefined) ?? false,
  expected: () => 'no line that cannot be read',
  rungs: (_params, context) =>
    judgesFiles(context, (files) => {
      const known = files.filter((file) => file.rejectedCount !== undefined);
      if (known.length === 0)
        return notApplicable(`${fileNames(files)}: ${files[0]?.format ?? 'the format'} has no lines`);
      const bad = known.filter((file) => (file.rejectedCount ?? 0) > 0);
      const [first] = bad;
      const count = bad.reduce((sum, file) => sum + (file.rejectedCount ?? 0), 0);
      if (first === undefined) return pass(`${fileNames(files)}: every line could be read`, { count: 0 });
      const [line] = first.rejected ?? [];
      const place =
        line === undefined
          ? fileName(first)
          : `${fileName(first)} line ${countText(line.line)}: ${line.reason}`;
      const cut = bad.find(({ truncated }) => truncated !== undefined);
      const ending = cut === undefined ? '' : `; ${fileName(cut)} is truncated: ${cut.truncated}`;
      return fail(`${plural(count, 'line')} could not be read; first ${place}${ending}`, {
        observed: count,
        count,
        evidence: {
          lines: bad
            .flatMap((file) => (file.rejected ?? []).map((each) => ({ file: file.path, ...each })))
            .slice(0, 10),
        },
      });
    }),
  examples: [
    {
      title: 'a line with too many fields',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      files: {
        files: [exampleFile({ rejectedCount: 2, rejected: [{ line: 17, reason: '5 fields instead of 3' }] })],
      },
      expect: {
        status: 'fail',
        count: 2,
        says: '2 lines could not be read; first batch.csv line 17: 5 fields instead of 3',
      },
    },
    {
      title: 'a file that was cut off says so',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      files: {
        files: [
          exampleFile({
            rejectedCount: 1,
            rejected: [{ line: 9, reason: '2 fields instead of 3' }],
            truncated: 'the last line has 2 of 3 fields and no line end',
          }),
        ],
      },
      expect: { status: 'fail', count: 1, says: 'batch.csv is truncated: the last line has 2 of 3 fields' },
    },
    {
      title: 'every line is a record',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      files: { files: [exampleFile()] },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'Parquet has no lines',
      columns: { a: 'integer' },
      rows: [],
      params: {},
      files: {
        files: [
          { path: 'a.parquet', sizeBytes: 1, modifiedAt: '2024-05-10T05:30:00.000Z', format: 'parquet' },
        ],
      },
      expect: { status: 'not-applicable' },
    },
  ],
});
