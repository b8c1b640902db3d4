import { countOf } from '../domain/count-of.ts';
import type { Added } from '../domain/version-reports.ts';
import { modelLines } from './model-lines.ts';
import { paint } from './paint.ts';
import type { ReportOptions } from './report-options.ts';
import { text } from './text.ts';
import { changesText, sizeText, versionText } from './version-words.ts';

/** What became of what was said of a version that was there already. */
const againLines = ({ tagged = [], notKept }: Added): readonly string[] => [
  ...(tagged.length === 0 ? [] : [`tagged ${tagged.map((tag) => `@${tag}`).join(' ')}`]),
  ...(notKept === undefined ? [] : ['The message was not kept: there is no new version that it says it of.']),
];

/** The version that was made, what changed in it, and what the gate said. */
export const addedText = (added: Added, options: ReportOptions): string => {
  const ink = paint(options.colour === true);
  const { version, since, run, isNew, seconds } = added;
  const parts = [
    ink.bold(versionText(version)),
    ...(isNew ? [] : ['nothing changed since']),
    sizeText(version.record),
    ...(run !== undefined || version.record.table === undefined
      ? []
      : [countOf(version.record.table.rows, 'row')]),
    ...(since === undefined ? [] : [`${changesText(since)} since v${since.number}`]),
    `${seconds.toFixed(1)} s`,
  ];
  if (!isNew) return [parts.join('  '), ...againLines(added)].join('\n');
  const { model } = version.record;
  if (model !== undefined) return [parts.join('  '), ...modelLines(model)].join('\n');
  if (run === undefined)
    return `${parts.join('  ')}\n${ink.dim('Not judged: no contract. Name one with -c, or under datasets in assay.yaml.')}`;
  return `${parts.join('  ')}\n${text.render([run], options)}`;
};
