import { definePersonal } from './personal.ts';

export const birthDate = definePersonal({
  id: 'birthDate',
  noun: ['a date of birth', 'dates of birth'],
  names:
    /(^|[_ .-])(birth[_ .-]?(date|day)|date[_ .-]?of[_ .-]?birth|dob|born)([_ .-]|$)|BirthDate|DateOfBirth|geburtsdatum/i,
  byChance: 1,
  examples: { are: [], areNot: [] },
});
