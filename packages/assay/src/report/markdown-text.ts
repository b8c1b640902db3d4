import { oneLine } from './neutral.ts';

const special = /[\\`*_{}[\]<>|~&$^]/g;
const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** What GitHub turns into links, mentions and references without any markup, even where it is escaped. */
const linking = /[@#](?=[\p{L}\p{N}_-])|:(?=\/\/)|(?<=www)\./giu;

/**
 * Text within a line of Markdown as itself: nothing in it is markup, a link, a mention or a new cell. At most `most` characters.
 */
export const markdownText = (text: string, most = 300): string =>
  oneLine(text, most)
    .replace(special, (found) => entities[found] ?? `\\${found}`)
    .replace(linking, '$&\u200b');

/** Text as code; backquotes cannot end it. */
export const markdownCode = (text: string, most = 120): string => {
  const safe = oneLine(text, most);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || safe.trim() === '' ? ' ' : '';
  return safe === '' ? '' : `${fence}${pad}${safe}${pad}${fence}`;
};

/** Code in a cell of a table, where a bar is escaped even inside code. */
export const cellCode = (text: string): string => markdownCode(text).replaceAll('|', '\\|');
