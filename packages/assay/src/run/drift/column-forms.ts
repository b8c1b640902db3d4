import { type Column, numericKinds } from '../../domain/column.ts';

export const isNumber = ({ kind }: Column): boolean => numericKinds.includes(kind);
export const isCategory = ({ kind }: Column): boolean => kind === 'text' || kind === 'boolean';
