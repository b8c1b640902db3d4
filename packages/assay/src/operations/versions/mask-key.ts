import { refuse } from '../../domain/problem.ts';
import { filled } from '../../project/filled.ts';
import type { Project } from '../../project/project.ts';

/** Shorter keys are guessed. */
const shortest = 16;

/** The key by which pseudonyms are made: that of `assay.yaml`, else of the environment. Throws `Refusal` where there is none. */
export const maskKeyOf = (project: Project): string => {
  const { maskKey } = project.config;
  const key =
    maskKey === undefined ? project.variables.env.ASSAY_MASK_KEY : filled(maskKey, project, ['maskKey']);
  if (key === undefined || key === '')
    return refuse(
      'usage',
      'there is no key to make pseudonyms with',
      `set ASSAY_MASK_KEY, or maskKey: \${env:NAME} in assay.yaml`,
    );
  return key.length < shortest
    ? refuse(
        'usage',
        `the key has fewer than ${shortest} characters`,
        'take a long random one: openssl rand -hex 32',
      )
    : key;
};
