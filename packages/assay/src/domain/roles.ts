import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { closed } from './objections.ts';
import { wildcard } from './wildcard.ts';

/** What an actor does to what the catalog holds. */
export const actions = [
  'read',
  'read-confidential',
  'push-confidential',
  'add',
  'tag',
  'promote',
  'override',
  'set-stages',
  'grant',
] as const;
export type Action = (typeof actions)[number];

/**
 * What each role may do; up to admin the later ones may do what the earlier ones may. To read confidential values, and to bring them to a remote,
 * are grants of their own, which nobody has by another role.
 */
export const roles = {
  reader: ['read'],
  contributor: ['read', 'add', 'tag'],
  gatekeeper: ['read', 'add', 'tag', 'promote'],
  owner: ['read', 'add', 'tag', 'promote', 'override', 'set-stages'],
  admin: ['read', 'add', 'tag', 'promote', 'override', 'set-stages', 'grant'],
  confidential: ['read', 'read-confidential'],
  publisher: ['read', 'push-confidential'],
} as const satisfies Record<string, readonly Action[]>;
export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as [Role, ...Role[]];
export const roleSchema = z.enum(roleNames);

/** A role that an actor has on names and stages. Where stages are named it holds for these moves only. */
export const grantSchema = closed({
  actor: actorSchema,
  role: roleSchema,
  /** A name, or a pattern in which `*` stands for anything. */
  on: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_.*-]+$/),
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'a stage has small letters, digits and -')
    .exactOptional(),
});
export type Grant = z.infer<typeof grantSchema>;

/** Somebody who is about to do something. */
export interface Request {
  readonly actor: string;
  readonly action: Action;
  /** The dataset or model; absent for what concerns all. */
  readonly name?: string;
  readonly stage?: string;
}

export interface Answer {
  readonly isAllowed: boolean;
  /** In words that a person can act on. */
  readonly because: string;
}

const covers = (grant: Grant, { action, name, stage }: Request): boolean => {
  const allowed: readonly Action[] = roles[grant.role];
  if (!allowed.includes(action)) return false;
  if (name === undefined ? grant.on !== '*' : !wildcard(grant.on)(name)) return false;
  return grant.stage === undefined || grant.stage === stage;
};

const grantText = ({ role, on, stage }: Grant): string =>
  `${role} of ${on}${stage === undefined ? '' : ` for ${stage}`}`;

const rolesFor = (action: Action): string =>
  roleNames.filter((role) => (roles[role] as readonly Action[]).includes(action)).join(', ');

/**
 * Whether somebody may do something. As long as nobody was granted anything everybody may do everything: a project of one person. After that
 * nobody may do what no grant says.
 */
export const authorise = (grants: readonly Grant[], request: Request): Answer => {
  if (grants.length === 0) return { isAllowed: true, because: 'nobody was granted anything yet' };
  const own = grants.filter(({ actor }) => actor === request.actor);
  const found = own.find((grant) => covers(grant, request));
  if (found !== undefined) return { isAllowed: true, because: `${request.actor} is ${grantText(found)}` };
  const what = `${request.action}${request.name === undefined ? '' : ` ${request.name}`}${request.stage === undefined ? '' : ` to ${request.stage}`}`;
  return {
    isAllowed: false,
    because: `${request.actor} may not ${what}: ${own.length === 0 ? 'no grant' : own.map(grantText).join(', ')}; it takes ${rolesFor(request.action)}`,
  };
};

/** Whether a grant for one stage allows anything at all: only moves are to a stage. */
export const movesStages = ({ role }: Grant): boolean =>
  (roles[role] as readonly Action[]).includes('promote');

/** Who can give roles, by name. */
export const adminsIn = (grants: readonly Grant[]): readonly string[] => [
  ...new Set(
    grants.filter((grant) => covers(grant, { actor: '', action: 'grant' })).map(({ actor }) => actor),
  ),
];

/** What somebody may do, and why or why not. */
export const explainedSchema = z.strictObject({
  action: z.enum(actions),
  isAllowed: z.boolean(),
  because: z.string(),
});
export type Explained = z.infer<typeof explainedSchema>;

const ofAll: ReadonlySet<Action> = new Set(['set-stages', 'grant']);
const toStages: ReadonlySet<Action> = new Set(['promote', 'override']);

/** What somebody may do with a name, and with moves of it to a stage, action by action. */
export const explainRoles = (
  grants: readonly Grant[],
  { actor, name, stage }: Omit<Request, 'action'>,
): Explained[] =>
  actions.map((action) => ({
    action,
    ...authorise(grants, {
      actor,
      action,
      ...(name === undefined || ofAll.has(action) ? {} : { name }),
      ...(stage === undefined || !toStages.has(action) ? {} : { stage }),
    }),
  }));
