import { defineMatch } from '../extension.ts';

/** The words of a comment are not kept: nothing an author wrote freely may reach a command line. */
export const comment = defineMatch<Record<string, never>>({
  name: 'comment',
  summary: '--comment TEXT (checked, not kept)',
  options: [
    {
      flags: ['--comment'],
      takes: ['a text'],
      read(draft, [text = '']) {
        if (new TextEncoder().encode(text).length > 255) return 'A comment has at most 255 bytes.';
        (draft as { said?: true }).said = true;
        return undefined;
      },
    },
  ],
  finish: (draft) => ((draft as { said?: true }).said ? {} : 'The comment match needs --comment.'),
  print: () => [],
  compile: () => () => true,
});
