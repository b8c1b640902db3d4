import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { askServer, startPostgres } from '../../../packages/assay/test/support/postgres-server.ts';

/** A PostgreSQL server whose processes can be killed. */
export interface Server {
  /** The URL of a catalog that nobody has begun. */
  readonly newCatalog: () => string;
  /** What of the server is killed together with the process that uses it. */
  readonly pick: (random: number) => { readonly what: string; readonly act: () => Promise<void> };
  /** Returns when the server answers again. */
  readonly ready: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";

/** Kills it, unless it has ended already. */
const endSession = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
  }
};

const patience = 60_000;

/** Starts it on this machine. */
export const startServer = async (): Promise<Server> => {
  const { url, stop } = await startPostgres();
  const ways = [
    { what: 'the process alone', act: async () => undefined },
    {
      what: 'its session of the server ended',
      act: async () => {
        await askServer(url, `SELECT pg_terminate_backend(pid) ${others}`);
      },
    },
    {
      what: 'kill -9 of its session of the server, which then recovers',
      act: async () => {
        for (const { pid } of await askServer(url, `SELECT pid ${others}`)) endSession(Number(pid));
      },
    },
  ];
  return {
    newCatalog: () => `${url}?schema=kill_${randomBytes(6).toString('hex')}`,
    pick: (random) => ways[Math.floor(random * ways.length)] ?? { what: '', act: async () => undefined },
    ready: async () => {
      for (const deadline = Date.now() + patience; ; await sleep(50))
        try {
          await askServer(url, 'SELECT 1');
          return;
        } catch (cause) {
          if (Date.now() > deadline) throw cause;
        }
    },
    stop,
  };
};
