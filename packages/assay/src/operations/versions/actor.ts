import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { actorSchema } from '../../domain/actor.ts';
import { refuse } from '../../domain/problem.ts';

/** Who acts, and what says so. */
export interface Acting {
  readonly actor: string;
  readonly from: string;
}

/** An actor as it is written in grants and the audit. Throws `Refusal` for what is none. */
export const checkedActor = (text: string, from: string): string => {
  const parsed = actorSchema.safeParse(text);
  return parsed.success
    ? parsed.data
    : refuse(
        'usage',
        `${JSON.stringify(text)} (${from}) names no actor: it ${parsed.error.issues[0]?.message ?? 'is none'}`,
        'an e-mail address, or service:NAME',
      );
};

const userOfMachine = (): string => {
  try {
    return userInfo().username;
  } catch (cause) {
    return refuse(
      'usage',
      'nobody says who acts: ASSAY_ACTOR is not set, Git knows no e-mail address, and this user of the machine has no name',
      'set ASSAY_ACTOR, such as service:ci',
      {},
      cause,
    );
  }
};

const found = (env: Readonly<Record<string, string | undefined>>, cwd: string): Acting => {
  const given = env.ASSAY_ACTOR?.trim();
  if (given !== undefined && given !== '') return { actor: given, from: 'ASSAY_ACTOR' };
  const git = spawnSync('git', ['config', 'user.email'], { cwd, encoding: 'utf8' });
  const mail = git.status === 0 ? git.stdout.trim() : '';
  return mail === ''
    ? { actor: userOfMachine(), from: 'the user of this machine' }
    : { actor: mail, from: 'user.email of Git' };
};

/** Who acts, and what says so. Throws `Refusal` where nothing does, or what says so names no actor. */
export const actingOf = (env: Readonly<Record<string, string | undefined>>, cwd: string): Acting => {
  const { actor, from } = found(env, cwd);
  return { actor: checkedActor(actor, from), from };
};

/** Who acts: `ASSAY_ACTOR`, else the e-mail address that Git knows, else the user of this machine. */
export const actorOf = (env: Readonly<Record<string, string | undefined>>, cwd: string): string =>
  actingOf(env, cwd).actor;
