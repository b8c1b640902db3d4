import { isRecord } from '../shape.ts';
import type { Source } from '../yaml/source.ts';

/** Which generation of the standard a document says it follows; `other` is left to the reader to refuse. */
export const generationOf = ({ value }: Source): '3.1' | '3.0' | '2.2' | 'other' => {
  const version = isRecord(value) ? value.apiVersion : undefined;
  if (version === 'v3.1.0') return '3.1';
  if (version === 'v3.0.0' || version === 'v3.0.1' || version === 'v3.0.2') return '3.0';
  if (version === 'v2.2.0' || version === 'v2.2.1' || version === 'v2.2.2') return '2.2';
  return 'other';
};
