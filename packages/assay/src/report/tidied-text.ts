import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Tidied } from '../domain/version-reports.ts';

const amount = ({ objects, bytes }: Pick<Tidied, 'objects' | 'bytes'>): string =>
  `${countOf(objects, 'object')}, ${bytesText(bytes)}`;

/** What is gone, or would be; of a remote also what goes a day later. */
export const tidiedText = ({ dryRun, aside, kept, seconds, ...gone }: Tidied): string =>
  [
    `${dryRun ? 'Would take away' : 'Took away'} ${amount(gone)}; versions need ${kept.toLocaleString('en')}.  ${seconds.toFixed(1)} s`,
    ...(aside === undefined || aside.objects === 0
      ? []
      : [
          `${dryRun ? 'Would lie' : 'Lie'} aside: ${amount(aside)}. A run after two days takes away what is still not needed.`,
        ]),
  ].join('\n');
