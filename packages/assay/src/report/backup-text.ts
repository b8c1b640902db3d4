import type { BackedUp, Restored } from '../domain/backup.ts';
import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import { damageLines } from './damage-lines.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

interface Told {
  readonly colour: boolean;
}

/** What was copied, and what is left to do. */
export const backedUpText = (
  { to, catalog, versions, objects, bytes, seconds }: BackedUp,
  { colour }: Told,
): string => {
  const ink = paint(colour);
  const copied = `${countOf(versions, 'version')}, ${countOf(objects, 'object')} copied, ${bytesText(bytes)}  ${seconds.toFixed(1)} s`;
  return [
    `${ink.green('✓')} ${oneLine(to, 200)}  ${copied}`,
    ...(catalog === 'file'
      ? []
      : ['! the catalog is on a server and not in this backup: pg_dump it before each backup']),
  ].join('\n');
};

/** What is back, and what is not whole. */
export const restoredText = (
  { from, at, catalog, versions, versionsThen, objects, bytes, damage, broken, seconds }: Restored,
  { colour }: Told,
): string => {
  const ink = paint(colour);
  const isWhole = damage.length === 0 && broken === undefined;
  const back = `${countOf(versions, 'version')}, ${countOf(objects, 'object')}, ${bytesText(bytes)} of ${at}  ${seconds.toFixed(1)} s`;
  return [
    `${isWhole ? ink.green('Whole') : ink.red(ink.bold('DAMAGED'))}  ${oneLine(from, 200)}  ${back}`,
    ...damageLines(damage, ink),
    ...(broken === undefined ? [] : [ink.red(`✗ the audit: ${broken}`)]),
    ...(catalog === 'file'
      ? []
      : [
          `  the catalog is that of the server, brought back there before; there were ${countOf(versionsThen, 'version')} when the bytes were copied`,
        ]),
  ].join('\n');
};
