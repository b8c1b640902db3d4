import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Tidied } from '../domain/version-reports.ts';

/** What is gone, or would be. */
export const tidiedText = ({ dryRun, objects, bytes, kept, seconds }: Tidied): string => {
  const what = `${countOf(objects, 'object')}, ${bytesText(bytes)}`;
  return `${dryRun ? 'Would take away' : 'Took away'} ${what}; versions need ${kept.toLocaleString('en')}.  ${seconds.toFixed(1)} s`;
};
