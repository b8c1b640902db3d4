import type { ObjectId } from './object-id.ts';

export interface VersionAt {
  readonly name: string;
  readonly number: number;
}

/** One thing that a version was made from. */
export interface LineageLink {
  readonly version: VersionAt;
  readonly input: {
    readonly kind: 'version' | 'file' | 'folder';
    readonly id: ObjectId;
    readonly name: string;
    readonly bytes?: number;
    /** The version of that id; absent where it is not kept here. */
    readonly version?: VersionAt;
  };
}

export type LineageInput = LineageLink['input'];

/** `readings@v7` */
export const atText = ({ name, number }: VersionAt): string => `${name}@v${number}`;

/** What stands for an input in a graph: its version, else what is known of it. */
export const inputKey = ({ kind, id, name, version }: LineageInput): string =>
  version === undefined ? `${kind}:${name}@${id}` : atText(version);

export interface Walk {
  /** How many steps away each is, the nearest first; a version from which the walk began is 0 steps away. */
  readonly depths: ReadonlyMap<string, number>;
  /** Links of which both ends are shown. */
  readonly links: readonly LineageLink[];
  /** How many there are, also those that are not shown. */
  readonly reached: number;
}

export interface WalkLimits {
  readonly depth?: number;
  readonly most: number;
}

/** From where it was reached, the step to take: from what was made to what it was made from, or the other way. */
const nextByEnd = (
  links: readonly LineageLink[],
  direction: 'up' | 'down',
): ReadonlyMap<string, readonly string[]> => {
  const next = new Map<string, string[]>();
  for (const { version, input } of links) {
    const ends = [atText(version), inputKey(input)] as const;
    const [from, to] = direction === 'up' ? ends : [ends[1], ends[0]];
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  return next;
};

/**
 * Walks from some nodes to what they were made from, or to what was made from them: each once, by the shortest way, the nearest first, until so many
 * are shown. It ends also where a damaged catalog leads in a circle.
 */
export const walkLineage = (
  roots: readonly string[],
  all: readonly LineageLink[],
  direction: 'up' | 'down',
  { depth = Number.POSITIVE_INFINITY, most }: WalkLimits,
): Walk => {
  const next = nextByEnd(all, direction);
  const depths = new Map(roots.map((root) => [root, 0]));
  for (const [key, at] of depths)
    for (const one of next.get(key) ?? []) if (!depths.has(one)) depths.set(one, at + 1);
  const near = [...depths].filter(([, at]) => at <= depth);
  const shown = new Map(near.slice(0, Math.max(most, roots.length)));
  return {
    depths: shown,
    links: all.filter(({ version, input }) => shown.has(atText(version)) && shown.has(inputKey(input))),
    reached: depths.size,
  };
};
