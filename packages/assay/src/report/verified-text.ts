import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Verified } from '../domain/version-reports.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

const mostShown = 20;

/** What is missing or damaged, and which version it hurts. */
export const verifiedText = (
  { versions, objects, bytes, deep, damage, repaired, seconds }: Verified,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const looked = `${countOf(versions, 'version')}, ${countOf(objects, 'object')}, ${bytesText(bytes)} ${deep ? 'hashed' : 'looked at'}${repaired === undefined ? '' : `, ${repaired.toLocaleString('en')} repaired`}  ${seconds.toFixed(1)} s`;
  if (damage.length === 0) return `${ink.green('Whole')}  ${looked}`;
  return [
    `${ink.red(ink.bold('DAMAGED'))}  ${looked}`,
    ...damage
      .slice(0, mostShown)
      .map(({ version, path, object, what }) =>
        ink.red(
          `✗ ${version}  ${path === undefined ? 'what it is made of' : oneLine(path, 80)}  ${what}  ${object.slice(0, 19)}…`,
        ),
      ),
    ...(damage.length > mostShown
      ? [`  … ${(damage.length - mostShown).toLocaleString('en')} more: --json lists them`]
      : []),
  ].join('\n');
};
