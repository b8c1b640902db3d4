import { z } from 'zod';
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
  /** A person, such as an e-mail address, or `service:NAME`. */
  actor: z.string().min(1).max(200),
  role: roleSchema,
  /** A name, or a pattern in which `*` stands for anything. */
  on: z.string().regex(/^[A-Za-z0-9_.*-]+$/),
  stage: z.string().exactOptional(),
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
