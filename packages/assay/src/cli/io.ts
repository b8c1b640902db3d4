import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { findProjectFolder } from '../project/find.ts';
import { plainJson } from '../report/neutral.ts';
import { problemLines } from '../report/problem-lines.ts';
import type { Io } from './command.ts';

export const colourChoices = ['auto', 'always', 'never'] as const;

/** As https://no-color.org has it: set and not empty. */
const colourUnwanted = (): boolean => (process.env.NO_COLOR ?? '') !== '' || process.env.TERM === 'dumb';

/** Whether to colour what goes to a stream: by `--color`, else where it is a terminal that wants it. */
export const colourOf = (choice: unknown, stream: { readonly isTTY?: boolean }): boolean =>
  choice === 'always' || (choice !== 'never' && stream.isTTY === true && !colourUnwanted());

const projectFolderOf = (given: unknown): string => {
  if (typeof given !== 'string') return findProjectFolder(process.cwd());
  if (statSync(given, { throwIfNoEntry: false })?.isDirectory() !== true)
    refuse('usage', `--project ${given} is no folder`, 'name the folder that holds assay.yaml');
  return resolve(given);
};

export const ioOf = (options: Readonly<Record<string, unknown>>, signal: AbortSignal): Io => {
  const { json, quiet, color, project } = options;
  const { stdout, stderr } = process;
  const draw = (text: string): void => void stderr.write(text);
  return {
    out: (text) => void stdout.write(`${json === true ? plainJson(text) : text}\n`),
    note: (text) => void (quiet === true || stderr.write(`${text}\n`)),
    tell: (problems) => {
      for (const line of problemLines(problems, { colour: colourOf(color, stderr) })) draw(`${line}\n`);
    },
    draw,
    colour: colourOf(color, stdout),
    ...(stdout.isTTY === true && stdout.columns > 0 ? { width: stdout.columns } : {}),
    interactive: stderr.isTTY === true && quiet !== true,
    json: json === true,
    quiet: quiet === true,
    cwd: process.cwd(),
    projectFolder: projectFolderOf(project),
    env: process.env,
    signal,
  };
};
