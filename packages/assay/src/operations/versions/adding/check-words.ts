import { metricsSchema } from '../../../domain/model-signature.ts';
import { inWords } from '../../../domain/objections.ts';
import { refuse } from '../../../domain/problem.ts';
import { isKeptName, versionNameSchema } from '../../../domain/version-record.ts';
import { isAlias } from '../../../domain/version-ref.ts';
import type { Add } from './adding.ts';

/** Throws `Refusal` for words that no version can have. */
export const checkWords = ({ name, tags = [], metrics = {}, metadata = {} }: Add): void => {
  if (!metricsSchema.safeParse(metrics).success)
    refuse('usage', 'metrics are finite numbers by name, 1,000 at most', 'give { auc: 0.91 }');
  const named = versionNameSchema.safeParse(name);
  if (!named.success)
    refuse(
      'usage',
      `${JSON.stringify(name)} is no name`,
      named.error.issues[0]?.message ?? 'write letters and digits',
    );
  for (const tag of tags)
    if (!isAlias(tag))
      refuse('usage', `${JSON.stringify(tag)} is no tag`, 'letters, digits, - . and _, and not v7 or latest');
  for (const [key, value] of Object.entries(metadata))
    if (!isKeptName(key) || typeof value !== 'string')
      refuse(
        'usage',
        `no version keeps metadata named ${JSON.stringify(key)} that is ${inWords(value)}`,
        'name it otherwise than __proto__, and give it a text',
      );
};
