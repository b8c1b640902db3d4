import type { Promoted } from '../domain/stage-moves.ts';
import { paint } from './paint.ts';
import { versionText } from './version-words.ts';

/** Where a stage leads now, or what is lacking. */
export const promotedText = (
  { name, stage, version, result, dryRun }: Promoted,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const alias = ink.bold(`${name}@${stage}`);
  if (result.outcome === 'stands-there') return `${alias} leads to v${version.number} already`;
  const would = dryRun === true ? 'WOULD BE ' : '';
  if (result.outcome === 'moved') {
    const before = result.move.before === undefined ? '' : `, before v${result.move.before}`;
    return [
      `${ink.green(`${would}MOVED`)}  ${alias} → v${version.number}${before}`,
      ...result.overridden.map((one) => ink.yellow(`! overridden: ${one}`)),
    ].join('\n');
  }
  const word =
    result.outcome === 'approved' ? ink.yellow(`${would}AGREED`) : ink.red(ink.bold(`${would}REFUSED`));
  return [`${word}  ${versionText(version)} → ${alias}`, ...result.lacking.map((one) => `  ✗ ${one}`)].join(
    '\n',
  );
};
