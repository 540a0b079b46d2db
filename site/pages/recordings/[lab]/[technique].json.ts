import type { APIRoute, GetStaticPaths } from 'astro';
import { recordedLabs } from '../../../islands/recordings.ts';

/** Every recording is a file of its own: a page fetches the one it wants. */
export const getStaticPaths = (() =>
  recordedLabs().flatMap(({ name, recordings }) =>
    [...recordings].map(([technique, text]) => ({ params: { lab: name, technique }, props: { text } })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'content-type': 'application/json' } });
