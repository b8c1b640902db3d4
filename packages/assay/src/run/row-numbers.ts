import type { Session } from '../engines/engine.ts';
import { Unsupported } from '../sql/dialect.ts';

/** Why the rows of a session's tables have no numbers; undefined where they have. */
export const whyNoRowNumbers = ({ dialect }: Session): string | undefined => {
  try {
    dialect.windows.rowNumberInSource();
    return undefined;
  } catch (error) {
    if (error instanceof Unsupported) return error.message;
    throw error;
  }
};
