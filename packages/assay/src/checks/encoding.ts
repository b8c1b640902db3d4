import { z } from 'zod';
import { defineCheck, fail, pass, unknown } from './check.ts';
import { exampleFile } from './example-files.ts';
import { fileName, fileNames, judgesFiles } from './source-files.ts';

const params = z.strictObject({ expected: z.string() });

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export const encoding = defineCheck<z.infer<typeof params>>({
  id: 'encoding',
  summary: 'Every text file has the agreed encoding.',
  why: 'A logger that changes from UTF-8 to windows-1252 turns °C and every umlaut into something else: keys stop matching, units stop parsing.',
  dimension: 'conformity',
  on: 'object',
  params,
  expected: ({ expected }) => `encoding ${expected}`,
  rungs: ({ expected }, context) =>
    judgesFiles(context, (files) => {
      const other = files.find(
        (file) => file.encoding !== undefined && plain(file.encoding) !== plain(expected),
      );
      if (other !== undefined)
        return fail(`${fileName(other)} is ${other.encoding}, not ${expected}`, {
          observed: other.encoding ?? null,
        });
      const silent = files.find((file) => file.encoding === undefined);
      if (silent !== undefined)
        return unknown(
          `the encoding of ${fileName(silent)} is not known: ${silent.format} is no text, or it could not be detected`,
        );
      return pass(`${fileNames(files)}: ${expected}`, { observed: expected });
    }),
  examples: [
    {
      title: 'one file in another encoding',
      columns: { a: 'integer' },
      rows: [],
      params: { expected: 'UTF-8' },
      files: { files: [exampleFile(), exampleFile({ path: 'in/b.csv', encoding: 'windows-1252' })] },
      expect: { status: 'fail', observed: 'windows-1252', says: 'b.csv is windows-1252' },
    },
    {
      title: 'spelling does not matter',
      columns: { a: 'integer' },
      rows: [],
      params: { expected: 'UTF8' },
      files: { files: [exampleFile()] },
      expect: { status: 'pass' },
    },
  ],
});
