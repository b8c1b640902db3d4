import type { Grants } from '../domain/version-reports.ts';
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
