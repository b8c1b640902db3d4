import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Verified } from '../domain/version-reports.ts';
import { damageLines } from './damage-lines.ts';
import { paint } from './paint.ts';

/** What is missing or damaged, and which version it hurts. */
export const verifiedText = (
  { versions, objects, bytes, deep, damage, repaired, seconds }: Verified,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const looked = `${countOf(versions, 'version')}, ${countOf(objects, 'object')}, ${bytesText(bytes)} ${deep ? 'hashed' : 'looked at'}${repaired === undefined ? '' : `, ${repaired.toLocaleString('en')} repaired`}  ${seconds.toFixed(1)} s`;
  if (damage.length === 0) return `${ink.green('Whole')}  ${looked}`;
  return [`${ink.red(ink.bold('DAMAGED'))}  ${looked}`, ...damageLines(damage, ink)].join('\n');
};
