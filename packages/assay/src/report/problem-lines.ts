import type { Problem } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import { paint } from './paint.ts';

/** `file:line:column`, as editors and terminals open it. */
export const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

/** Each problem in two lines: where and what, then what to do. */
export const problemLines = (problems: readonly Problem[], { colour }: { readonly colour: boolean }): readonly string[] => {
  const ink = paint(colour);
  return problems.flatMap(({ code, where, message, hint }) => {
    const place = placeText(where);
    return [`${ink.red(`✗ ${code}`)} ${place === '' ? '' : `${ink.bold(place)} `}${message}`, ...(hint === '' ? [] : [`  ${ink.dim('→')} ${hint}`])];
  });
};
