import { type Problem, stops } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** `file:line:column`, as editors and terminals open it. */
export const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

/** Each problem in two lines: where and what, then what to do. Notes, which do not stop a run, have a mark of their own. */
export const problemLines = (
  problems: readonly Problem[],
  { colour }: { readonly colour: boolean },
): readonly string[] => {
  const ink = paint(colour);
  return problems.flatMap((found) => {
    const { code, where, message, hint } = found;
    const place = oneLine(placeText(where));
    const mark = stops(found) ? ink.red(`✗ ${code}`) : ink.yellow(`! ${code}`);
    return [
      `${mark} ${place === '' ? '' : `${ink.bold(place)} `}${oneLine(message)}`,
      ...(hint === '' ? [] : [`  ${ink.dim('→')} ${oneLine(hint)}`]),
    ];
  });
};
