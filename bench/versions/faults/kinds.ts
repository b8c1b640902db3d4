import type { Kind } from './kind.ts';

/** Each is loaded when it is needed, so that a process that is to be killed starts soon. */
export const kinds: Readonly<Record<string, () => Promise<Kind>>> = {
  add: async () => (await import('./add.ts')).add,
  push: async () => (await import('./sharing.ts')).push,
  pull: async () => (await import('./sharing.ts')).pull,
  gc: async () => (await import('./gc.ts')).gc,
  promote: async () => (await import('./moves.ts')).promote,
  rollback: async () => (await import('./moves.ts')).rollBack,
  tag: async () => (await import('./moves.ts')).tag,
  checkout: async () => (await import('./check-out.ts')).checkOut,
  migrate: async () => (await import('./migrate.ts')).migrate,
};

/** Those whose catalog may be on a server. */
export const onServers: readonly string[] = ['add', 'promote'];
