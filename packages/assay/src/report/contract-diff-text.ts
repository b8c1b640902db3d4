import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** One change between two contracts, as `contract/` finds it. */
export interface ShownChange {
  readonly path: string;
  readonly message: string;
  readonly effect: string;
}

/** Changes by what they do to readers and writers, the breaking ones first. */
export const contractDiffText = (
  changes: readonly ShownChange[],
  { colour }: { readonly colour: boolean },
): string => {
  if (changes.length === 0) return 'no change';
  const ink = paint(colour);
  const inks: Readonly<Record<string, (text: string) => string>> = {
    'breaks readers': ink.red,
    'breaks writers': ink.yellow,
  };
  const effects = ['breaks readers', 'breaks writers', ...new Set(changes.map(({ effect }) => effect))];
  return [...new Set(effects)]
    .flatMap((effect) => {
      const own = changes.filter((change) => change.effect === effect);
      const heading = (inks[effect] ?? ink.green)(effect);
      return own.length === 0
        ? []
        : [
            `${ink.bold(heading)} (${own.length})`,
            ...own.map(({ path, message }) => `  ${ink.bold(oneLine(path))}  ${oneLine(message)}`),
          ];
    })
    .join('\n');
};
