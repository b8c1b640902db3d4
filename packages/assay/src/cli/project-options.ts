import type { Command } from 'commander';
import { refuse } from '../domain/problem.ts';
import { type Project, readProject } from '../project/project.ts';
import { collected } from './collected.ts';
import type { Io } from './command.ts';

export { textOption, textsOption } from './given-options.ts';

/** Options of every command that reads `assay.yaml`. */
export const withProjectOptions = (command: Command): Command =>
  command
    .option('--var <name=value>', 'fills ${var:name} in assay.yaml; may be repeated', collected)
    .option('--target <name>', 'uses the connections of this target in assay.yaml');

const variablesOf = (given: unknown): Readonly<Record<string, string>> => {
  const pairs = Array.isArray(given) ? given.map(String) : [];
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1)
        refuse('usage', `--var ${pair} has no ${equals === 0 ? 'name' : 'value'}`, 'write --var name=value');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
};

export const projectOf = (options: Readonly<Record<string, unknown>>, io: Io): Project =>
  readProject(
    io.projectFolder,
    { env: io.env, vars: variablesOf(options.var) },
    typeof options.target === 'string' ? options.target : undefined,
  );
