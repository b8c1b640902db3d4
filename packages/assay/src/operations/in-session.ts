import type { Source } from '../domain/source.ts';
import type { ConnectOptions, Session } from '../engines/engine.ts';
import { engineFor } from '../engines/registry.ts';

/** Works in a session of the engine that reads a source; it is closed when the work is done or has failed. */
export const inSession = async <T>(
  source: Source,
  workFolder: string,
  work: (session: Session) => Promise<T>,
  options: Omit<ConnectOptions, 'workFolder'> = {},
): Promise<T> => {
  const session = await engineFor(source).connect(source, { workFolder, ...options });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
};
