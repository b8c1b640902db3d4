import { defineCommand } from '../command.ts';
import { convert } from './contract/convert.ts';
import { diff } from './contract/diff.ts';
import { lint } from './contract/lint.ts';
import { suggest } from './contract/suggest.ts';

export const contract = defineCommand({
  name: 'contract',
  summary: 'Contract tools: suggest one, is it valid, does a change break readers, ODCS 3.0 to 3.1.',
  actions: [suggest, lint, diff, convert],
});
