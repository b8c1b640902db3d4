import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NotifyOptions, notify } from '../../src/run/notify.ts';
import { sampleRun } from '../catalog/sample-run.ts';

let folder: string;
let options: NotifyOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-notify-'));
  options = { cwd: folder, retryMillis: 1, webhookMillis: 500 };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Text that a shell would run if it reached a command line. */
const hostile = '$(touch pwned); `touch pwned`; " \' && touch pwned';
const run = sampleRun({ decision: 'block', subject: { kind: 'dataset', name: hostile, source: hostile } });

const withServer = async (listener: RequestListener, work: (url: string) => Promise<void>): Promise<void> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  try {
    await work(`http://127.0.0.1:${address.port}/secret-token`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

test('a webhook gets the run as JSON', async () => {
  const bodies: string[] = [];
  await withServer(
    (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
        response.writeHead(204).end();
      });
    },
    async (url) => expect(await notify([{ webhook: url }], run, options)).toEqual([]),
  );
  expect(bodies).toEqual([`POST application/json ${JSON.stringify(run)}`]);
});

test('a webhook is tried twice, and its secret path is not shown', async () => {
  for (const answers of [
    [503, 200],
    [503, 500],
  ]) {
    let calls = 0;
    await withServer(
      (request, response) => {
        request.resume();
        response.writeHead(answers[calls] ?? 200).end();
        calls += 1;
      },
      async (url) => {
        const problems = await notify([{ webhook: url }], run, options);
        const failed = answers[1] === 500;
        expect(problems.map(({ code }) => code)).toEqual(failed ? ['notification-failed'] : []);
        if (failed) expect(problems[0]?.message).toContain('it answered 500');
        expect(JSON.stringify(problems)).not.toContain('secret-token');
      },
    );
    expect(calls).toBe(2);
  }
});

test('a webhook that never answers, or is not there, is a problem', async () => {
  let gone = '';
  await withServer(
    (request) => void request.resume(),
    async (url) => {
      gone = url;
      const [problem] = await notify([{ webhook: url }], run, { ...options, webhookMillis: 50 });
      expect(problem?.message).toContain('no answer in time');
    },
  );
  expect(await notify([{ webhook: gone }], run, options)).toMatchObject([{ code: 'notification-failed' }]);
});

test('a command gets the run on standard input, and nothing of it on its command line', async () => {
  expect(await notify([{ command: 'cat > "got it.json"' }], run, options)).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, 'got it.json'), 'utf8'))).toEqual(run);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

test('a command that does not read its input is no problem', async () => {
  const long = sampleRun({ decision: 'block', id: 'r'.repeat(1_000_000) });
  expect(await notify([{ command: 'exit 0' }], long, options)).toEqual([]);
});

test('a command that fails, or does not end, is a problem with its last words; the others are told', async () => {
  const problems = await notify(
    [
      { command: 'echo first >&2; echo no route >&2; exit 3' },
      { command: 'sleep 60' },
      { command: 'cat > told' },
    ],
    run,
    { ...options, commandMillis: 300 },
  );
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('it ended with 3: no route'),
    expect.stringContaining('it did not end within 0.3 s'),
  ]);
  expect(existsSync(join(folder, 'told'))).toBe(true);
});

test('what a command leaves running is not waited for', async () => {
  const command = 'echo $$ > started; sleep 60 & exit 0';
  expect(await notify([{ command }], run, { ...options, commandMillis: 20_000 })).toEqual([]);
  process.kill(-Number(readFileSync(join(folder, 'started'), 'utf8')), 'SIGKILL');
});

test('credentials of a webhook reach it as a header, and no message', async () => {
  const seen: unknown[] = [];
  await withServer(
    (request, response) => {
      seen.push(request.headers.authorization, request.url);
      request.resume();
      response.writeHead(500).end();
    },
    async (url) => {
      const webhook = url.replace('//', '//ana:hunter%212@');
      const problems = await notify([{ webhook }], run, options);
      expect(problems).toMatchObject([{ message: expect.stringContaining('it answered 500') }]);
      expect(JSON.stringify(problems)).not.toContain('hunter');
    },
  );
  const header = `Basic ${Buffer.from('ana:hunter!2').toString('base64')}`;
  expect(seen).toEqual([header, '/secret-token', header, '/secret-token']);
});

test('an interruption ends what is under way and is thrown', async () => {
  const abort = new AbortController();
  const told = notify([{ command: 'sleep 60' }], run, { ...options, signal: abort.signal });
  abort.abort(new DOMException('interrupted', 'AbortError'));
  await expect(told).rejects.toThrow('interrupted');
});

test('a webhook that sends elsewhere was not told', async () => {
  let calls = 0;
  await withServer(
    (_request, response) => {
      calls += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    },
    async (url) =>
      expect(await notify([{ webhook: url }], run, options)).toMatchObject([
        { code: 'notification-failed', message: expect.stringContaining('it answered 302') },
      ]),
  );
  expect(calls).toBe(2);
});
