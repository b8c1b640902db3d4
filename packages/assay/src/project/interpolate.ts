import { own } from '../domain/own.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';

export interface Variables {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From `--var name=value`. */
  readonly vars: Readonly<Record<string, string>>;
}

const reference = /\$\{(env|var):([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * Replaces `${env:NAME}` and `${var:NAME}`. What is not set, or is empty, is a problem that names it: pipelines pass missing
 * secrets on as empty texts.
 */
export const interpolate = (text: string, variables: Variables, where: Place): string | Problem => {
  let missing: Problem | undefined;
  const filled = text.replace(reference, (_all, kind: string, name: string) => {
    const value = own(kind === 'env' ? variables.env : variables.vars, name);
    if (value !== undefined && value !== '') return value;
    missing ??=
      kind === 'env'
        ? problem(
            'connection-failed',
            `${name} is ${value === '' ? 'empty' : 'not set'}`,
            `set the environment variable ${name}`,
            where,
          )
        : problem('usage', `the variable ${name} has no value`, `add --var ${name}=VALUE`, where);
    return '';
  });
  return missing ?? filled;
};
