import type { Grants, GrantsExplained } from '../domain/version-reports.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** Who may do what. */
export const grantsText = ({ grants }: Grants, { colour }: { readonly colour: boolean }): string => {
  const ink = paint(colour);
  if (grants.length === 0) return 'Nobody was granted anything yet: everybody may do everything.';
  const [title = '', ...lines] = alignedLines(
    [
      ['actor', 'role', 'on', 'stage'],
      ...grants.map(({ actor, role, on, stage }) => [oneLine(actor, 60), role, on, stage ?? '']),
    ],
    [],
  );
  return [ink.dim(title), ...lines].join('\n');
};

/** What somebody may do, and why or why not. */
export const grantsExplainedText = (
  { actor, from, on, stage, answers, admins }: GrantsExplained,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const said = from === undefined ? '' : ` (${from})`;
  const lines = alignedLines(
    answers.map(({ action, isAllowed, because }) => [
      isAllowed ? ink.green('✓') : ink.red('✗'),
      action,
      oneLine(because, 160),
    ]),
    [],
  );
  return [
    `${ink.bold(oneLine(actor, 60))}${said} on ${on ?? 'all names'}${stage === undefined ? '' : `, moves to ${stage}`}`,
    ...lines.map((line) => `  ${line}`),
    ...(admins.length === 0
      ? []
      : [ink.dim(`Roles are given by ${admins.map((one) => oneLine(one, 60)).join(', ')}`)]),
  ].join('\n');
};
