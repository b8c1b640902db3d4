import { countOf } from '../../domain/count-of.ts';
import type { FailedExecution, FailedExecutions } from '../../domain/failed-execution.ts';
import { listed } from '../../domain/listed.ts';
import { oneLine } from '../neutral.ts';
import { type Paint, paint } from '../paint.ts';
import { minuteText } from '../version-words.ts';
import { executionParts } from './node-words.ts';

const failureLines = (
  { at, by, reason, outputs, made, execution }: FailedExecution,
  ink: Paint,
): readonly string[] => [
  `${minuteText(at)}  ${oneLine(by, 30)}  ${ink.bold(oneLine(listed(outputs), 60))}  ${ink.red(oneLine(reason, 160))}`,
  `  ${ink.dim(executionParts(execution).join('  '))}`,
  ...(made.length === 0 ? [] : [`  made nevertheless: ${listed(made)}`]),
];

/** Who tried to make something, when and how, and why nothing came of it. */
export const failedText = (
  { of, executions }: FailedExecutions,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const about = of === undefined ? '' : ` to make ${of} or to read it`;
  if (executions.length === 0) return `No execution${about} failed here.`;
  return [
    ...executions.flatMap((one) => failureLines(one, ink)),
    '',
    `${countOf(executions.length, 'execution')}${about} failed here.`,
  ].join('\n');
};
