import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Problem, problem } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';

/** Who is told that a run was blocked. */
export type Notification = { readonly webhook: string } | { readonly command: string };

export interface NotifyOptions {
  /** Where commands run. */
  readonly cwd: string;
  /** For one attempt of a webhook; default 10 s. */
  readonly webhookMillis?: number;
  /** For a command; default 60 s. */
  readonly commandMillis?: number;
  /** Before the second attempt of a webhook; default 1 s. */
  readonly retryMillis?: number;
  /** Interrupts what is under way; that is thrown. */
  readonly signal?: AbortSignal;
}

/** What went wrong, or undefined where the other side took the run. */
type Attempt = string | undefined;

const causeOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return 'no answer in time';
  return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
};

/** `fetch` takes no credentials in a URL, and its complaint would show them: they go into a header. */
const addressOf = (webhook: string): { readonly url: URL; readonly headers: Record<string, string> } => {
  const url = new URL(webhook);
  const { username, password } = url;
  if (username === '' && password === '') return { url, headers: {} };
  [url.username, url.password] = ['', ''];
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
};

const post = async (
  webhook: string,
  body: string,
  millis: number,
  signal?: AbortSignal,
): Promise<Attempt> => {
  const timeout = AbortSignal.timeout(millis);
  try {
    const { url, headers } = addressOf(webhook);
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `it answered ${response.status}`;
  } catch (cause) {
    signal?.throwIfAborted();
    return causeOf(cause);
  }
};

const postTwice = async (url: string, body: string, options: NotifyOptions): Promise<Attempt> => {
  const millis = options.webhookMillis ?? 10_000;
  if ((await post(url, body, millis, options.signal)) === undefined) return undefined;
  await sleep(
    options.retryMillis ?? 1_000,
    undefined,
    options.signal === undefined ? {} : { signal: options.signal },
  );
  return post(url, body, millis, options.signal);
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 500) ?? '';

/** Ends a command with all that it started. */
const endGroup = ({ pid, exitCode, signalCode }: ChildProcess): void => {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
};

/** For the last words of a command that has ended; what it left running may hold its output open for ever. */
const lastWordsMillis = 200;

/** The shell runs the command as it is written in `assay.yaml`; the run reaches it on standard input alone. */
const runCommand = async (command: string, body: string, options: NotifyOptions): Promise<Attempt> => {
  const millis = options.commandMillis ?? 60_000;
  const limit = AbortSignal.timeout(millis);
  const stop = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
  const child = spawn(command, {
    shell: true,
    cwd: options.cwd,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const end = (): void => endGroup(child);
  stop.addEventListener('abort', end, { once: true });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2_000);
  });
  child.stdin.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') words = cause.message;
  });
  const closed = new Promise((resolve) => child.stderr.once('close', resolve));
  child.stdin.end(body);
  try {
    const [code, signal]: readonly [number | null, string | null] = await new Promise((resolve, reject) => {
      child.on('error', reject).on('exit', (...how) => resolve(how));
    });
    await Promise.race([closed, sleep(lastWordsMillis, undefined, { ref: false })]);
    options.signal?.throwIfAborted();
    if (limit.aborted) return `it did not end within ${millis / 1000} s`;
    if (code === 0) return undefined;
    return [`it ended with ${code ?? signal}`, lastLine(words)].filter(Boolean).join(': ');
  } catch (cause) {
    options.signal?.throwIfAborted();
    return causeOf(cause);
  } finally {
    stop.removeEventListener('abort', end);
    child.stderr.destroy();
    child.stdin.destroy();
  }
};

/** A webhook's path is often its secret: only the host is shown. */
const shown = (target: Notification): string =>
  'webhook' in target ? `the webhook at ${new URL(target.webhook).host}` : `the command ${target.command}`;

const tell = async (
  target: Notification,
  body: string,
  options: NotifyOptions,
): Promise<readonly Problem[]> => {
  const attempt =
    'webhook' in target
      ? await postTwice(target.webhook, body, options)
      : await runCommand(target.command, body, options);
  if (attempt === undefined) return [];
  return [
    problem(
      'notification-failed',
      `${shown(target)} was not told of the block: ${attempt}`,
      'see onBlock in assay.yaml; the decision stands',
    ),
  ];
};

/** Tells everyone of `onBlock` about a blocked run, all at once. What fails is a problem beside the run. */
export const notify = async (
  targets: readonly Notification[],
  run: Run,
  options: NotifyOptions,
): Promise<readonly Problem[]> => {
  const body = JSON.stringify(run);
  return (await Promise.all(targets.map((target) => tell(target, body, options)))).flat();
};
