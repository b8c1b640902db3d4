import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import type { Pulled, PulledName } from '../domain/remote-reports.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { numbersText } from './pushed-text.ts';

const outrunText = (name: string, one: PulledName['outrun'][number]): string => {
  if ('alias' in one)
    return `${name}@${one.alias} led to ${one.number === null ? 'nothing' : `v${one.number}`} here, and the remote moved it first`;
  return `${name}@${one.stage} → v${one.after} by ${oneLine(one.actor, 40)} is taken back: the remote moved the stage first`;
};

const nameText = (
  { name, versions, others, renumbered, outrun, refused }: PulledName,
  ink: Paint,
): readonly string[] => [
  [
    `↓ ${numbersText(name, versions)}`,
    ...(others === 0
      ? []
      : [countOf(others, 'gate, approval, move or tag', 'gates, approvals, moves and tags')]),
  ].join('  '),
  ...renumbered.map(({ before, after }) =>
    ink.yellow(
      `! ${name}@v${before} was not pushed, and is v${after} now: the remote has another v${before}`,
    ),
  ),
  ...outrun.map((one) => ink.yellow(`! ${outrunText(name, one)}`)),
  ...refused.map(({ what, because }) =>
    ink.red(`✗ not taken over: ${oneLine(what, 120)}: ${oneLine(because.join('; '), 300)}`),
  ),
];

/** What was taken over from the remote, and what became of what was here. */
export const pulledText = (
  { remote, names, objects, bytes, seconds }: Pulled,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const sum = `${countOf(objects, 'object')}, ${bytesText(bytes)} from ${oneLine(remote, 200)}  ${seconds.toFixed(1)} s`;
  return names.length === 0 && objects === 0
    ? `${ink.green('Up to date')}  ${oneLine(remote, 200)}  ${seconds.toFixed(1)} s`
    : [...names.flatMap((one) => nameText(one, ink)), sum].join('\n');
};
