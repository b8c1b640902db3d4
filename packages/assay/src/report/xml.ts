import { oneLine } from './neutral.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute: its lines without what breaks a terminal, or no XML document may hold. */
export const xmlText = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      oneLine(line)
        .replace(/[&<>"]/g, (found) => entities[found] ?? found)
        .replace(/[\ufffe\uffff]/g, '\ufffd'),
    )
    .join('&#10;');

type Attributes = Readonly<Record<string, string | number>>;

/** An element with its attributes and children, which are XML already. */
export const element = (name: string, attributes: Attributes, children: readonly string[] = []): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const open = `<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const inner = children
    .map((child) => (child.startsWith('<') ? `\n${child.replace(/^/gm, '  ')}` : child))
    .join('');
  return `${open}>${inner}${inner.startsWith('\n') ? '\n' : ''}</${name}>`;
};
