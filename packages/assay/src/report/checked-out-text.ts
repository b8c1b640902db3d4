import type { CheckedOut } from '../domain/version-reports.ts';
import { oneLine } from './neutral.ts';
import { sizeText, versionText } from './version-words.ts';

/** What was written where. */
export const checkedOutText = ({ version, to, seconds, ...size }: CheckedOut): string =>
  `${versionText(version)}  ${sizeText(size)} in ${oneLine(to, 200)}  ${seconds.toFixed(1)} s`;
