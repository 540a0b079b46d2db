import type { Schema } from '../model/schema-complete.ts';

let asked: Promise<Schema> | undefined;

/** The JSON Schema of lab files. It is a file of the site: what makes it would weigh more in the worker. */
export function labSchema(): Promise<Schema> {
  asked ??= read();
  // Who asks again after a failure asks anew.
  asked.catch(() => {
    asked = undefined;
  });
  return asked;
}

async function read(): Promise<Schema> {
  const response = await fetch('/lab.schema.json');
  return response.json();
}
