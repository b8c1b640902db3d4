import { resolve } from 'node:path';
import { z } from 'zod';
import { refuse } from '../domain/problem.ts';
import { problemListSchema } from '../domain/problem-list.ts';
import { type Run, runSchema, runsSchema } from '../domain/run.ts';
import { readText } from '../project/read-text.ts';

const hint = 'write it with: assay check --json';

const documentSchema = z.discriminatedUnion('schema', [runSchema, runsSchema, problemListSchema]);

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return refuse('run-not-found', `${file} is no JSON: ${words}`, hint, { file }, cause);
  }
};

/** The runs in a file that `assay check --json` or `assay report --json` wrote. Throws `Refusal` for any other file. */
export const runsInFile = (file: string, cwd: string): readonly Run[] => {
  const read = documentSchema.safeParse(parsed(readText(resolve(cwd, file), 'run-not-found', file), file));
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    return refuse('run-not-found', `${file} holds no run${at}: ${issue?.message}`, hint, { file });
  }
  const document = read.data;
  switch (document.schema) {
    case 'assay.run/v1':
      return [document];
    case 'assay.runs/v1':
      return document.runs;
    case 'assay.problems/v1':
      return refuse(
        'run-not-found',
        `${file} holds no run, but problems: ${document.problems.map(({ message }) => message).join('; ')}`,
        'mend them and check again',
        { file },
      );
  }
};
