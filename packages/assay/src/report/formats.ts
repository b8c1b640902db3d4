import type { ReportFormat } from './format.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { md } from './md.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every report format, by its id. */
export const formats: readonly ReportFormat[] = [github, json, junit, md, sarif, text];
