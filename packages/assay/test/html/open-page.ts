import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export interface Opened {
  readonly page: Page;
  /** Errors of scripts, words on the console, and addresses that were asked for. */
  readonly heard: string[];
}

/** Writes a page into a folder and opens it. */
export const openPage = async (
  browser: Browser,
  folder: string,
  html: string,
  look: Look = {},
): Promise<Opened> => {
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const page = await browser.newPage({
    viewport: { width: look.width ?? 1280, height: 900 },
    colorScheme: look.scheme ?? 'light',
  });
  const heard: string[] = [];
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('console', (message) => heard.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) heard.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  await page.locator('#content').waitFor();
  return { page, heard };
};

/** What axe finds serious, with the first element of each; and by how many pixels the page is wider than its window. */
export const faultsOf = async (
  page: Page,
): Promise<{
  readonly serious: readonly (readonly [string, string | undefined])[];
  readonly overflow: number;
}> => {
  await page.evaluate(axe);
  const violations: readonly { id: string; impact: string; nodes: readonly { html: string }[] }[] =
    await page.evaluate('axe.run().then((found) => found.violations)');
  return {
    serious: violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => [id, nodes[0]?.html]),
    overflow: await page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)'),
  };
};
