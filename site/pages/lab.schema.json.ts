import { labJsonSchema } from '../../simulator/lab/index.ts';

/** The schema under an address of its own, for editors. */
export const GET = (): Response =>
  new Response(`${JSON.stringify(labJsonSchema(), null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
