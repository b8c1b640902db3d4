import { countOf } from '../domain/count-of.ts';
import type { QuarantineManifest } from '../domain/quarantine-manifest.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

const count = (value: number): string => value.toLocaleString('en');

/** What is in quarantine as a person reads it: each run with its rules, and who released what. */
export const quarantineText = (
  quarantined: readonly QuarantineManifest[],
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  if (quarantined.length === 0) return 'Nothing is in quarantine.';
  return quarantined
    .map((one) => {
      const all = one.failing === undefined ? 'more' : count(one.failing);
      const capped = one.capped ? `, the first of ${all} that fail` : '';
      const masked =
        one.masked.length === 0 ? '' : `  hidden: ${one.masked.map((name) => oneLine(name)).join(', ')}`;
      return [
        `${ink.bold(one.run)}  ${one.at.slice(0, 10)} ${one.at.slice(11, 16)}  ${oneLine(one.dataset)}  ${countOf(one.rows, 'row')}${capped}${masked}`,
        ...one.rules
          .filter(({ rows }) => rows > 0)
          .map(({ rule, rows }) => `  ${oneLine(rule)}  ${countOf(rows, 'row')}`),
        ...one.skipped.map(
          ({ rule, reason }) => `  ${oneLine(rule)}  ${ink.yellow(`not found: ${oneLine(reason)}`)}`,
        ),
        ...one.released.map(
          ({ at, owner, reason, rules, rows: released, file }) =>
            `  ${ink.green('released')} ${countOf(released, 'row')} on ${at.slice(0, 10)} by ${oneLine(owner)}: ${oneLine(reason)} (${rules.map((rule) => oneLine(rule)).join(', ')}) in ${oneLine(file)}`,
        ),
      ].join('\n');
    })
    .join('\n\n');
};
