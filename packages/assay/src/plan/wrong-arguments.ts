import type { z } from 'zod';

/** What a check says of arguments that it does not take: the first thing wrong, and where it is. */
export const wrongArguments = ({ issues: [issue] }: z.ZodError): string => {
  const at = issue === undefined || issue.path.length === 0 ? '' : ` (at ${issue.path.join('.')})`;
  return `${issue?.message ?? 'wrong arguments'}${at}`;
};
