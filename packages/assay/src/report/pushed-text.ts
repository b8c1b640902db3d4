import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Pushed, PushedName } from '../domain/remote-reports.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** `readings@v7`, `readings@v7 to v9` */
export const numbersText = (name: string, numbers: readonly number[]): string => {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined) return name;
  return `${name}@v${first}${first === last ? '' : ` to v${last}`}`;
};

const nameText = ({ name, versions, others }: PushedName): string =>
  [
    `↑ ${numbersText(name, versions)}`,
    ...(others === 0
      ? []
      : [`${countOf(others, 'gate, approval, move or tag', 'gates, approvals, moves and tags')}`]),
  ].join('  ');

/** What the remote was told. */
export const pushedText = (
  { remote, names, objects, bytes, seconds }: Pushed,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const sum = `${countOf(objects, 'object')}, ${bytesText(bytes)} to ${oneLine(remote, 200)}  ${seconds.toFixed(1)} s`;
  return names.length === 0 && objects === 0
    ? `${ink.green('Up to date')}  ${oneLine(remote, 200)}  ${seconds.toFixed(1)} s`
    : [...names.map(nameText), sum].join('\n');
};
