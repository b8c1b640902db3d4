import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { digestTitle, headlineOf } from '../../domain/digest-words.ts';
import type { ReportData } from '../../domain/report-data.ts';
import { decisionWord, saidOf } from '../findings.ts';
import { oneLine } from '../neutral.ts';
import { xmlText } from '../xml.ts';
import { fitted } from './fitted.ts';

/** The script and the style of the page, as `apps/web` builds them. */
export interface HtmlParts {
  readonly script: string;
  readonly style: string;
}

/** No report is larger, whatever it is of. */
export const htmlLimitBytes = 2_000_000;

/** `</script` in a script would end it, and `<!--` hide what follows; in JavaScript both may be written otherwise. */
const inScript = (code: string): string =>
  code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

const hashed = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

/** What stands there before the script has run, and where scripts are off. */
const staticPart = ({ pages, digest }: ReportData): string =>
  digest !== undefined
    ? `<h1>${xmlText(digestTitle(digest))}</h1><p>${xmlText(headlineOf(digest))}</p>`
    : pages
        .map(({ name, run, profile, findings }) => {
          const first = findings.slice(0, 5).flatMap((index) => run?.verdicts[index] ?? []);
          const head = run === undefined ? `Profile of ${name}` : `${decisionWord(run)} ${name}`;
          return [
            `<h1>${xmlText(head)}</h1>`,
            ...(profile === undefined ? [] : [`<p>${profile.rows.toLocaleString('en')} rows</p>`]),
            ...(first.length === 0
              ? []
              : [
                  `<ul>${first.map((verdict) => `<li>${xmlText(`${verdict.rule}: ${saidOf(verdict)}`)}</li>`).join('')}</ul>`,
                ]),
          ].join('');
        })
        .join('');

const titleOf = ({ pages, digest }: ReportData): string => {
  if (digest !== undefined) return `${digestTitle(digest)} · Assay`;
  const [page] = pages;
  if (page === undefined) return 'Assay';
  const what = page.run === undefined ? 'profile' : decisionWord(page.run);
  return pages.length === 1 ? `${what} ${page.name} · Assay` : `${pages.length} datasets · Assay`;
};

/** The data as the page carries them, about a quarter smaller at the best level and ten times as fast at the first. */
const payloadOf = (data: ReportData, level: 1 | 9): string =>
  deflateRawSync(JSON.stringify(data), { level }).toString('base64');

const written = (data: ReportData, payload: string, { script, style }: HtmlParts): string => {
  const code = inScript(script);
  const policy = `default-src 'none'; script-src ${hashed(code)}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Assay ${xmlText(data.assay)}">
<title>${xmlText(titleOf(data))}</title>
<style>${style}</style>
</head>
<body>
<div id="app"><main>${staticPart(data)}<noscript><p>The rest of this page needs scripts, which are in this file and ask no network.</p></noscript></main></div>
<script type="text/plain" id="data">${payload}</script>
<script type="module">${code}</script>
</body>
</html>
`;
};

/** Control characters and what turns the direction of text have no effect anywhere on the page. */
const neutralIn = <T>(value: T): T => {
  if (typeof value === 'string') return oneLine(value) as T;
  if (Array.isArray(value)) return value.map(neutralIn) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [oneLine(name), neutralIn(inner)]),
  ) as T;
};

/**
 * One self-contained file that asks no network: its policy forbids it. It is never larger than `htmlLimitBytes`; what had
 * to go for that is said in it.
 */
export const htmlOf = (given: ReportData, parts: HtmlParts): string => {
  const data = neutralIn(given);
  const shell = Buffer.byteLength(written(data, '', parts));
  const pages = fitted(
    data.pages,
    (kept) => shell + payloadOf({ ...data, pages: [...kept] }, 1).length <= htmlLimitBytes,
  );
  const kept = { ...data, pages: [...pages] };
  return written(kept, payloadOf(kept, 9), parts);
};
