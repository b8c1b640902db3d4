import { spawn } from 'node:child_process';
import type { Io } from './command.ts';

const openers: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  darwin: ['open', []],
  win32: ['cmd', ['/c', 'start', '']],
};

/** Shows a file in the system's browser; where there is none the path, printed before, is what a person needs. */
export const openInBrowser = (path: string, { note, env }: Io): void => {
  const [command, args] =
    env.BROWSER === undefined ? (openers[process.platform] ?? ['xdg-open', []]) : [env.BROWSER, []];
  const child = spawn(command, [...args, path], { detached: true, stdio: 'ignore' });
  child.on('error', () => note(`no browser could be opened: open ${path} yourself`));
  child.unref();
};
