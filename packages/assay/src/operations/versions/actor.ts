import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

/** Who acts: `ASSAY_ACTOR`, else the e-mail address that Git knows, else the user of this machine. */
export const actorOf = (env: Readonly<Record<string, string | undefined>>, cwd: string): string => {
  const given = env.ASSAY_ACTOR?.trim();
  if (given !== undefined && given !== '') return given;
  const git = spawnSync('git', ['config', 'user.email'], { cwd, encoding: 'utf8' });
  const mail = git.status === 0 ? git.stdout.trim() : '';
  return mail === '' ? userInfo().username : mail;
};
