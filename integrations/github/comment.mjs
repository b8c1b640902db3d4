// Writes the report as a comment on the pull request, or over the comment that an earlier run of the same gate wrote. What goes
// wrong is a warning: the decision does not hang on it.
import { readFileSync } from 'node:fs';
import { annotate, gateName, variable } from './workflow.mjs';

const longest = 65_536;
const marker = `<!-- assay ${encodeURIComponent(gateName())} -->`;
const url = `${variable('GITHUB_API_URL', 'https://api.github.com')}`;
const issues = `/repos/${variable('GITHUB_REPOSITORY')}/issues`;

const ask = async (method, path, body) =>
  fetch(url + path, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${variable('ASSAY_TOKEN')}`,
      'content-type': 'application/json',
      'user-agent': 'assay',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });

const answered = async (method, path, body) => {
  const response = await ask(method, path, body);
  if (response.ok) return response.json();
  throw new Error(`${method} ${path} was answered with ${response.status} ${response.statusText}`);
};

/** A person's token has a login; the token of a workflow has none, and its comments are a bot's. */
const isOwn = async () => {
  const response = await ask('GET', '/user');
  const login = response.ok ? (await response.json()).login : undefined;
  return ({ user }) => (login === undefined ? user?.type === 'Bot' : user?.login === login);
};

const earlierComment = async (number) => {
  const own = await isOwn();
  for (let page = 1; ; page += 1) {
    const comments = await answered('GET', `${issues}/${number}/comments?per_page=100&page=${page}`);
    const found = comments.find((comment) => comment.body?.startsWith(marker) && own(comment));
    if (found !== undefined || comments.length < 100) return found;
  }
};

/** A report of very many datasets is cut at the end of a line. */
const bodyOf = (markdown) => {
  const whole = `${marker}\n${markdown}`;
  if (whole.length <= longest) return whole;
  const note = '\n\nThe rest is in the summary of the job.\n';
  const cut = whole.slice(0, longest - note.length);
  return cut.slice(0, cut.lastIndexOf('\n')) + note;
};

try {
  const { pull_request: pull } = JSON.parse(readFileSync(variable('GITHUB_EVENT_PATH'), 'utf8'));
  if (pull === undefined) throw new Error('the event has no pull request');
  const body = bodyOf(readFileSync(variable('ASSAY_REPORT'), 'utf8'));
  const earlier = await earlierComment(pull.number);
  await (earlier === undefined
    ? answered('POST', `${issues}/${pull.number}/comments`, { body })
    : answered('PATCH', `${issues}/comments/${earlier.id}`, { body }));
  console.log(earlier === undefined ? 'commented' : 'updated the comment');
} catch (error) {
  annotate(
    'warning',
    'assay: no comment',
    `${error.message}\nThe job needs permissions: {pull-requests: write}; a pull request from a fork never has them. The report is in the summary of the job.`,
  );
}
