import { defineCommand } from '../command.ts';
import { list } from './quarantine/list.ts';
import { release } from './quarantine/release.ts';

export const quarantine = defineCommand({
  name: 'quarantine',
  summary: 'List the rows that were held back, or release them with an owner and a reason.',
  actions: [list, release],
});
