import type { ReportFormat } from '../scan/index.ts';
import { grepableLines } from './grepable.ts';
import type { ReportInput } from './input.ts';
import { jsonLines } from './json.ts';
import { mermaidLines } from './mermaid.ts';
import { normalLines } from './normal.ts';
import { xmlLines } from './xml.ts';

/** The writer of each format: lines without their line feed, made as they are asked for. */
export const REPORT_LINES: Readonly<Record<ReportFormat, (input: ReportInput) => Generator<string>>> = {
  normal: normalLines,
  grepable: grepableLines,
  xml: xmlLines,
  json: jsonLines,
  mermaid: mermaidLines,
};

/** A whole report as text. A report with a long trace is better written line by line. */
export function writeReport(format: ReportFormat, input: ReportInput): string {
  const lines: string[] = [];
  for (const line of REPORT_LINES[format](input)) lines.push(line);
  return `${lines.join('\n')}\n`;
}
