import type { Environment } from '../../../domain/execution.ts';
import { refuse } from '../../../domain/problem.ts';
import { isSecretName, withoutPasswords } from '../../../domain/secret-name.ts';
import { assayVersion } from '../../../domain/version.ts';

/** This machine, with the variables that are asked for; one that is not set is absent, and passwords of URLs are hidden. Throws `Refusal` for what may be a secret. */
export const environmentOf = (
  names: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Environment => {
  const secret = names.find(isSecretName);
  if (secret !== undefined)
    refuse(
      'usage',
      `${secret} may be a secret, and what is kept of a version never goes away`,
      'leave it out',
    );
  return {
    assay: assayVersion,
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    variables: Object.fromEntries(
      names.flatMap((name) => {
        const value = env[name];
        return value === undefined ? [] : [[name, withoutPasswords(value)] as const];
      }),
    ),
  };
};
