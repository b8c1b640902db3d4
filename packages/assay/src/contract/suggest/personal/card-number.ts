import { hasLuhnDigit } from './check-digits.ts';
import { definePersonal } from './personal.ts';

/** The first digits that card schemes use: 2 to 6, and 13 to 19 digits in all. */
const form = /^[2-6]\d{12,18}$/;

export const cardNumber = definePersonal({
  id: 'cardNumber',
  noun: ['a payment card number', 'payment card numbers'],
  names:
    /(^|[_ .-])(credit|debit|payment)[_ .-]?card|(^|[_ .-])(card|cc)[_ .-]?(no|nr|num|number)$|(^|[_ .-])pan$/i,
  isOne: (text) => {
    const digits = text.replaceAll(/[ -]/g, '');
    return form.test(digits) && hasLuhnDigit(digits);
  },
  byChance: 1 / 10,
  examples: {
    are: ['4111 1111 1111 1111', '5500005555555559', '340000000000009'],
    areNot: ['4111111111111112', '1234567812345670', '411111111111', '20240105'],
  },
});
