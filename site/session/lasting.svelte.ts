import { Session } from './session.svelte.ts';

/**
 * A session that lives as long as somebody holds it. What a component derives ends with the component; a run that is
 * still under way then would read what has ended.
 */
export function lastingSession(): Session {
  let session: Session | undefined;
  $effect.root(() => {
    session = new Session();
  });
  return session ?? new Session();
}
