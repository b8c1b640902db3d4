import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium; undefined where there is none. `CHROMIUM` names another. */
export const chromiumPath: string | undefined = [process.env.CHROMIUM ?? '', ...places].find((path) =>
  existsSync(path),
);

export const openBrowser = (): Promise<Browser> => {
  if (chromiumPath === undefined) throw new Error('there is no Chromium');
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
};
