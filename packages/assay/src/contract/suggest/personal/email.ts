import { definePersonal } from './personal.ts';

const form = /^[^\s@<>(),;:"[\]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;

export const email = definePersonal({
  id: 'email',
  noun: ['an e-mail address', 'e-mail addresses'],
  names: /(^|[_ .-])e[_-]?mail([_ .-]?addr(ess)?)?$|(^|[_ .-])mail$|Email$/i,
  isOne: (text) => form.test(text),
  byChance: 1e-3,
  examples: {
    are: ['ana.b+c@example.co.uk', 'x@sub.example.org'],
    areNot: ['a@b', 'pump@', 'see ana@example.org', '@example.org'],
  },
});
