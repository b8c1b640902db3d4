import { definePersonal } from './personal.ts';

/** Plates of Germany, Great Britain, France and Italy, Spain, Poland: the forms that are written with gaps. */
const forms = [
  /^[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} ?[1-9]\d{0,3}[EH]?$/,
  /^[A-Z]{2}\d{2} ?[A-Z]{3}$/,
  /^[A-Z]{2}[- ]\d{3}[- ]?[A-Z]{2}$/,
  /^\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3}$/,
  /^[A-Z]{2,3} (?=.*\d)[A-Z0-9]{4,5}$/,
];

export const licencePlate = definePersonal({
  id: 'licencePlate',
  noun: ['a licence plate', 'licence plates'],
  names:
    /(^|[_ .-])(licen[cs]e[_ .-]?)?plate([_ .-]?(no|nr|num|number))?$|kennzeichen|(^|[_ .-])vehicle[_ .-]?reg/i,
  isOne: (text) => forms.some((form) => form.test(text)),
  byChance: 1,
  examples: {
    are: ['B-AB 1234', 'AB12 CDE', 'AA-123-BB', '1234 BCD', 'WA 12345'],
    areNot: ['LOT-0417', 'M14860', 'pump 3', '1234 AEI'],
  },
});
