import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Version, VersionRecord } from '../domain/version-record.ts';
import type { PathCounts } from '../domain/version-reports.ts';

/** `readings@v7` */
export const versionText = ({ number, record: { name } }: Version): string => `${name}@v${number}`;

/** `214 files, 1.2 GB`; `1 file, 40 GB, not copied` */
export const sizeText = ({
  files,
  bytes,
  reference,
}: Pick<VersionRecord, 'files' | 'bytes'> & Partial<Pick<VersionRecord, 'reference'>>): string =>
  `${countOf(files, 'file')}, ${bytesText(bytes)}${reference === undefined ? '' : ', not copied'}`;

/** `+3 ~1 −0` */
export const changesText = ({ added, changed, removed }: PathCounts): string =>
  `+${added.toLocaleString('en')} ~${changed.toLocaleString('en')} −${removed.toLocaleString('en')}`;

/** To the minute, in UTC. */
export const minuteText = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
