import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readPayload } from './payload.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the report');
const data = await readPayload(document);
createRoot(place).render(<App data={data} />);
