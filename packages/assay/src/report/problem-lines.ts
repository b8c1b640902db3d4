import { type Problem, stops } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** `file:line:column`, as editors and terminals open it. */
export const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

/** The place and the message, without what they say twice. */
const saidOf = ({ where, message }: Problem): string => {
  const { file } = where;
  if (file === undefined) return oneLine(message);
  if (where.line === undefined && message.includes(file)) return oneLine(message);
  const rest = message.startsWith(`${file}: `) ? message.slice(file.length + 2) : message;
  return `${oneLine(placeText(where))}: ${oneLine(rest)}`;
};

/** Each problem in two lines: where and what, then what to do. Notes, which do not stop a run, have a mark of their own. */
export const problemLines = (
  problems: readonly Problem[],
  { colour }: { readonly colour: boolean },
): readonly string[] => {
  const ink = paint(colour);
  return problems.flatMap((found) => [
    `${stops(found) ? ink.red(`✗ ${found.code}`) : ink.yellow(`! ${found.code}`)}  ${saidOf(found)}`,
    ...(found.hint === '' ? [] : [`  ${ink.dim('→')} ${oneLine(found.hint)}`]),
  ]);
};
