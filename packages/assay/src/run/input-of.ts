import { createHash } from 'node:crypto';
import type { GateInput } from './gate-input.ts';

/** Which rows a run judges, by the bytes they are read from and its scope; undefined where that is not asked, or only reading tells. */
export const inputOf = ({ content, where }: GateInput): string | undefined => {
  const bytes = content?.();
  if (bytes === undefined || where === undefined) return bytes;
  return createHash('sha256').update(`${bytes}\n${where.text}`).digest('hex').slice(0, bytes.length);
};
