import { definePersonal } from './personal.ts';

export const identityNumber = definePersonal({
  id: 'identityNumber',
  noun: ['a number that a state gave a person', 'numbers that a state gave people'],
  names:
    /(^|[_ .-])(ssn|social[_ .-]?security|passport|national[_ .-]?id|tax[_ .-]?id|driv(er|ing)[_ .-]?licen[cs]e|pesel|insurance[_ .-]?(no|nr|num|number))([_ .-]?(no|nr|num|number|id))?$/i,
  byChance: 1,
  examples: { are: [], areNot: [] },
});
