import { createWorlds, type Worlds } from '../worker/client.ts';

let worlds: Worlds | undefined;

/** One worker for all exercises of a page; each sandbox in it has its own. */
export function theWorlds(): Worlds {
  worlds ??= createWorlds();
  return worlds;
}
