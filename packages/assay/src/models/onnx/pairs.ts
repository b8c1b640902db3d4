import { fieldsOf, type Message, textIn } from './wire.ts';

/** `StringStringEntryProto`: key 1, value 2. A value longer than `longest` bytes is cut. */
export const pairIn = (message: Message, longest?: number): readonly [key: string, value: string] => {
  let [key, value] = ['', ''];
  for (const field of fieldsOf(message)) {
    if (field.number === 1) key = textIn(field);
    if (field.number === 2) value = textIn(field, longest);
  }
  return [key, value];
};
