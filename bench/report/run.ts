// Measures how fast the HTML report opens in Chromium: `node bench/report/run.ts [--rounds N]`, after `npm run build`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pageOf } from '../../packages/assay/src/report/html/page.ts';
import { blocked } from '../../packages/assay/test/report/sample-runs.ts';
import { openBrowser } from '../../packages/assay/test/support/browser.ts';
import { htmlOfPages } from '../../packages/assay/test/support/html-of-pages.ts';
import { widePage } from '../../packages/assay/test/support/wide-page.ts';
import { median } from '../check/measure.ts';
import { type PageTimes, timePage } from './time-page.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
const rounds = Number(values.rounds);
const out = join(import.meta.dirname, 'out');
mkdirSync(out, { recursive: true });

const pages = [
  { what: '2,000 columns, 10,000 rules, 50 runs', name: 'wide.html', page: widePage(2000, 50) },
  { what: '60 columns, 300 rules, 20 runs', name: 'middle.html', page: widePage(60, 20) },
  { what: 'one run of 12 rules', name: 'small.html', page: pageOf('readings', { run: blocked }) },
].map(({ what, name, page }) => {
  const file = join(out, name);
  const html = htmlOfPages([page]);
  writeFileSync(file, html);
  return { what, file, bytes: Buffer.byteLength(html), taken: [] as PageTimes[] };
});

const load = loadavg()[0] ?? 0;
const browser = await openBrowser();
try {
  for (let round = 0; round <= rounds; round += 1) {
    for (const { file, taken } of pages) {
      const times = await timePage(browser, file);
      if (round > 0) taken.push(times);
    }
  }
  const shown = (millis: readonly number[]): string =>
    `${median(millis).toFixed(0)} | ${Math.max(...millis).toFixed(0)}`;
  const markdown = [
    '## The HTML report in a browser',
    '',
    '`node bench/report/run.ts`. First content: the first text was painted. Rendered: heading and list were painted and no task over 50 ms was left. Processor: time of the main thread until then.',
    `${cpus().length} cores of ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Chromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}, ${rounds} times each in turns after one to warm up, a new context each, load ${load.toFixed(1)} at the start.`,
    '',
    '| page | size, KB | first content, median ms | most | rendered, median ms | most | processor, median ms | most |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...pages.map(
      ({ what, bytes, taken }) =>
        `| ${what} | ${(bytes / 1000).toFixed(0)} | ${shown(taken.map(({ firstContent }) => firstContent))} | ${shown(taken.map(({ rendered }) => rendered))} | ${shown(taken.map(({ processor }) => processor))} |`,
    ),
  ].join('\n');
  process.stdout.write(`${markdown}\n`);
} finally {
  await browser.close();
}
