import type { Damage } from '../domain/version-reports.ts';
import { oneLine } from './neutral.ts';
import type { Paint } from './paint.ts';

const mostShown = 20;

/** What is missing or damaged, and which version it hurts. */
export const damageLines = (damage: readonly Damage[], ink: Paint): readonly string[] => [
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
];
