import type { CheckContext } from '../checks/check.ts';
import type { BareContext } from './context.ts';

/** A context that remembers which of its parts a check has looked at. */
export interface Watched {
  readonly context: BareContext;
  readonly looked: (part: keyof CheckContext) => boolean;
}

export const watched = (context: BareContext): Watched => {
  const seen = new Set<string | symbol>();
  return {
    context: new Proxy(context, {
      get: (target, part) => {
        seen.add(part);
        return Reflect.get(target, part);
      },
    }),
    looked: (part) => seen.has(part),
  };
};
