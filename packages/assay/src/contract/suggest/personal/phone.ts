import { definePersonal } from './personal.ts';

/** With its country: 8 to 15 digits, as E.164 allows, in groups or not. */
const international = /^(?:\+|00)[1-9][\d\s()./-]{6,20}\d$/;
const national = /^\(?0\d{1,5}\)?[\s/-][\d\s/-]{4,14}\d$/;
const date = /^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}(?:\s|$)/;
const digitsIn = (text: string): number => text.replaceAll(/\D/g, '').length;

export const phone = definePersonal({
  id: 'phone',
  noun: ['a phone number', 'phone numbers'],
  names:
    /(^|[_ .-])(tele)?(phone|fon)([_ .-]?(no|nr|num|number))?$|(^|[_ .-])(mobile|cell|fax|tel|handy)([_ .-]?(no|nr|num|number))?$|Phone$/i,
  isOne: (text) =>
    (international.test(text) || (national.test(text) && !date.test(text))) &&
    digitsIn(text) >= 8 &&
    digitsIn(text) <= 17,
  byChance: 1,
  examples: {
    are: ['+49 171 1234567', '0049-30-901820', '(030) 901 820 11', '+1 (555) 010-9999'],
    areNot: ['12345678', '2024-01-05', '+49', '1.234567', '10.0.0.255', '05/12/2024', '05-12-2024 10:30'],
  },
});
