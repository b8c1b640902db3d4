import { countOf } from '../../domain/count-of.ts';
import type { Lineage } from '../../domain/lineage.ts';
import { listed } from '../../domain/listed.ts';
import type { HeldRows } from '../../domain/row-recall.ts';
import { oneLine } from '../neutral.ts';
import type { Paint } from '../paint.ts';

/** So many of each kind are told one by one; the others are counted. */
const most = 20;

const some = <T>(all: readonly T[], line: (one: T) => string): readonly string[] => [
  ...all.slice(0, most).map((one) => `  ${line(one)}`),
  ...(all.length > most ? [`  … and ${(all.length - most).toLocaleString('en')} more`] : []),
];

const rowsOf = (one: Extract<HeldRows, { holds: 'yes' }>): string =>
  `${one.version}  ${one.rows.toLocaleString('en')} of ${countOf(one.of, 'row')}${one.unread === undefined ? '' : `, and ${one.unread.toLocaleString('en')} of which nobody can tell`}`;

/** Which versions hold the rows that were asked for, and of which nobody can tell. */
export const recallLines = ({ recall }: Lineage, ink: Paint): readonly string[] => {
  if (recall === undefined) return [];
  const { where, versions } = recall;
  const holding = versions.filter((one) => one.holds === 'yes');
  const unknown = versions.filter((one) => one.holds === 'unknown');
  const verb = versions.length === 1 ? 'holds' : 'hold';
  return [
    `${ink.bold(`${holding.length} of ${countOf(versions.length, 'version')}`)} ${verb} rows with ${oneLine(where, 200)}`,
    ...some(holding, rowsOf),
    ...(unknown.length === 0
      ? []
      : [
          ink.yellow(
            `Of ${countOf(unknown.length, 'version')} nobody can tell, so what was made from them is told too:`,
          ),
          ...some(unknown, ({ version, reason }) => `${version}  ${oneLine(reason, 200)}`),
        ]),
  ];
};

/** Which versions hold the file or folder that was asked of. */
export const locatedLines = ({ located }: Lineage, ink: Paint): readonly string[] => {
  if (located === undefined) return [];
  const { given, kind, heldBy, unread } = located;
  const shown = oneLine(given, 100);
  const held = heldBy.map(({ version, path }) =>
    path === undefined ? version : `${version} as ${oneLine(path, 100)}`,
  );
  return [
    held.length === 0
      ? `No version holds ${shown} as it is.`
      : kind === 'folder'
        ? `${shown} is ${listed(held)}, file by file.`
        : `${shown} is in ${listed(held.slice(0, most))}${held.length > most ? ` and ${held.length - most} more` : ''}.`,
    ...(unread.length === 0
      ? []
      : [ink.yellow(`Of ${listed(unread.slice(0, most))} nobody can tell: objects are missing or damaged.`)]),
  ];
};
