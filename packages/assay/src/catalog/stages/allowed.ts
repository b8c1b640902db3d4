import type { AuditEntry } from '../../domain/audit.ts';
import { listed } from '../../domain/listed.ts';
import { refuse } from '../../domain/problem.ts';
import { adminsIn, authorise, type Request } from '../../domain/roles.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { type Governed, govern } from '../audit.ts';
import type { Store } from '../store.ts';
import { grantsIn } from './grants.ts';

/** Who does something, when and why. */
export type By = Pick<AuditEntry, 'at' | 'owner' | 'reason'>;

export type Asked = Omit<Request, 'actor'>;

const subjectOf = ({ name, stage }: Asked): string =>
  `${name ?? '*'}${stage === undefined ? '' : `@${stage}`}`;

/** Why some of these may not do something; nothing where all may. */
export const whyNot = async (
  store: Store,
  actors: readonly string[],
  asked: Asked,
): Promise<readonly string[]> => {
  const grants = await grantsIn(store);
  return [...new Set(actors)].flatMap((actor) => {
    const { isAllowed, because } = authorise(grants, { actor, ...asked });
    return isAllowed ? [] : [because];
  });
};

type Thought<T> = Governed<T> | { readonly refused: string };

/**
 * Changes the catalog where whoever does it may, and says so in the audit; where not, the refusal is said there and thrown as a `Refusal`.
 */
export const governAllowed = async <T>(
  store: Store,
  by: By,
  asked: Asked,
  think: () => Promise<Governed<T>>,
): Promise<T> => {
  let admins: readonly string[] = [];
  const done = await govern<{ readonly result: T } | { readonly refused: string }>(store, async () => {
    const grants = await grantsIn(store);
    admins = adminsIn(grants);
    const answer = authorise(grants, { actor: by.owner, ...asked });
    const thought: Thought<T> = answer.isAllowed ? await think() : { refused: answer.because };
    if (!('refused' in thought)) return { ...thought, result: { result: thought.result } };
    const entry = { ...by, action: `${asked.action}.refuse`, subject: subjectOf(asked), detail: thought };
    return { entries: [entry], statements: [], result: thought };
  });
  return 'refused' in done
    ? refuse(
        'access-refused',
        done.refused,
        `ask somebody who may; roles are given by ${listed(admins)}: assay grant ${shellWord(by.owner)} ROLE${asked.name === undefined ? '' : ` --on ${asked.name}`}`,
      )
    : done.result;
};

/** Nothing where somebody may do what changes nothing; the refusal is in the audit, and thrown. */
export const allow = (store: Store, by: By, asked: Asked): Promise<void> =>
  governAllowed(store, by, asked, async () => ({ entries: [], statements: [], result: undefined }));
