import { z } from 'zod';
import { comparisonText, holds } from '../domain/comparison.ts';
import { defineCheck, fail, pass } from './check.ts';
import { comparisonOf } from './compared-number.ts';
import { exampleFile } from './example-files.ts';
import { toleranceText } from './exceptions.ts';
import { judgesFiles } from './source-files.ts';
import { nounOf, plural } from './words.ts';

export const fileCount = defineCheck({
  id: 'fileCount',
  summary: 'The number of files is as agreed.',
  why: 'One file per shift or machine: where one is missing, a whole machine is missing, and no rule on its rows can notice.',
  dimension: 'coverage',
  on: 'object',
  params: z.strictObject({}),
  expected: (_params, { comparison }) =>
    comparison === undefined
      ? 'a number of files'
      : toleranceText({ comparison, unit: 'rows' }, nounOf('file')),
  rungs: (_params, context) => {
    const comparison = comparisonOf(context, 'fileCount');
    return judgesFiles(context, (files) => {
      const message = plural(files.length, 'file');
      const rest = { observed: files.length };
      return holds(comparison, files.length)
        ? pass(message, rest)
        : fail(`${message}, must be ${comparisonText(comparison)}`, rest);
    });
  },
  examples: [
    {
      title: 'one is missing',
      columns: { a: 'integer' },
      rows: [],
      params: { mustBe: 2 },
      files: { files: [exampleFile()] },
      expect: { status: 'fail', observed: 1 },
    },
    {
      title: 'as many as agreed',
      columns: { a: 'integer' },
      rows: [],
      params: { mustBeGreaterThan: 0 },
      files: { files: [exampleFile()] },
      expect: { status: 'pass', observed: 1 },
    },
  ],
});
