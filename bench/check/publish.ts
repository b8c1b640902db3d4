import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const opening = '<!-- bench/check: written by bench/check/run.ts --write -->';
const closing = '<!-- end of bench/check -->';

/** Puts the tables between their marks in a page, at its end where it has none; the rest of the page stays. */
export function publish(file: string, markdown: string): void {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n';
  const section = `${opening}\n\n${markdown.trim()}\n\n${closing}`;
  const start = page.indexOf(opening);
  const end = page.indexOf(closing, start);
  const next =
    start < 0 || end < 0
      ? `${page.trimEnd()}\n\n${section}\n`
      : page.slice(0, start) + section + page.slice(end + closing.length);
  writeFileSync(file, next);
}
