import { type Forge, startForge } from './forge.ts';

export interface StoredComment {
  readonly id: number;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
  body: string;
}

export interface GithubForge extends Forge {
  /** Comments of pull request 7 of plant/lines. */
  readonly comments: StoredComment[];
  /** True answers writes as for the token of a fork. */
  forked: boolean;
}

const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;

/** As much of GitHub's REST API as comments need, with a workflow's token: it has no user. */
export const startGithub = async (): Promise<GithubForge> => {
  const comments: StoredComment[] = [];
  const state = { forked: false };
  const forge = await startForge(({ method, path, query, body }) => {
    if (path === '/user') return [403, { message: 'Resource not accessible by integration' }];
    if (method === 'GET' && path === '/repos/plant/lines/issues/7/comments') {
      const [size, page] = [Number(query.get('per_page')), Number(query.get('page'))];
      return [200, comments.slice((page - 1) * size, page * size)];
    }
    if (state.forked) return [403, { message: 'Resource not accessible by integration' }];
    if (method === 'POST' && path === '/repos/plant/lines/issues/7/comments') {
      const comment = { id: 100 + comments.length, user: bot, body: String(body.body) };
      comments.push(comment);
      return [201, comment];
    }
    const id = /^\/repos\/plant\/lines\/issues\/comments\/(\d+)$/.exec(path)?.[1];
    const found = comments.find((comment) => comment.id === Number(id));
    if (method !== 'PATCH' || found === undefined) return undefined;
    found.body = String(body.body);
    return [200, found];
  });
  return Object.assign(state, { ...forge, comments });
};
