import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { folderPerSuite } from '../support/test-folder.ts';

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

/** One Chromium for all tests of a suite. */
export interface Pages {
  /** Opens a page from its own file, and waits until it is shown. */
  readonly open: (html: string, look?: Look) => Promise<Opened>;
  /** Opens a page where scripts are off. */
  readonly openPlain: (html: string) => Promise<Page>;
}

/** Begins a browser before the tests of a suite, and ends it after them. */
export const pagesPerSuite = (): Pages => {
  const folder = folderPerSuite();
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  const written = (html: string): string => {
    folder.write('report.html', html);
    return pathToFileURL(folder.at('report.html')).href;
  };
  return {
    open: async (html, look = {}) => {
      const address = written(html);
      const page = await browser.newPage({
        viewport: { width: look.width ?? 1280, height: 900 },
        colorScheme: look.scheme ?? 'light',
      });
      const heard: string[] = [];
      page.on('pageerror', ({ message }) => heard.push(message));
      page.on('console', (message) => heard.push(message.text()));
      page.on('request', (request) => {
        if (request.url() !== address) heard.push(request.url());
      });
      await page.goto(address);
      await page.locator('#content').waitFor();
      return { page, heard };
    },
    openPlain: async (html) => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(written(html));
      return page;
    },
  };
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
