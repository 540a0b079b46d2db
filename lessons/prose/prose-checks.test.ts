import { describe, expect, it } from 'vitest';
import { readLesson } from './blocks.ts';
import { claimProblems } from './claims.ts';
import { linkProblems, type Pages, pathOfLesson, pathOfPage } from './links.ts';
import { problemText } from './problem.ts';
import { gradeProblems, lengthProblems } from './size.ts';
import { styleProblems } from './style.ts';
import { termProblems } from './terms.ts';

const lesson = (source: string, path = 'a.mdx') => readLesson(path, source);
const MATTER = '---\ntitle: A port is open!\n---\nimport A from "./A.astro"\n\n';

describe('a lesson is read as its reader gets it', () => {
  const { blocks } = lesson(
    `${MATTER}## A *heading*\n\nOne two\nthree \`code\` <Says port={22} />.\n\n<Note title="No!">\n\nWithin.\n\n</Note>\n\n\`\`\`\nNO\n\`\`\`\n`,
  );

  it('without front matter, imports, attributes and code blocks', () => {
    expect(blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'heading: A heading',
      'prose: One two\nthree code \uFFFC.',
      'prose: Within.',
    ]);
  });

  it('with the lines of the file', () => {
    const [heading, prose] = blocks;
    expect(heading?.lineAt(0)).toBe(6);
    expect(prose?.lineAt(0)).toBe(8);
    expect(prose?.lineAt(prose.text.indexOf('code'))).toBe(9);
  });

  it('with code told from words', () => {
    expect(blocks[1]?.words).toBe('One two\nthree \uFFFC\uFFFC\uFFFC\uFFFC \uFFFC.');
  });
});

describe('the state of a port is not written by hand', () => {
  const claims = (source: string) => claimProblems(lesson(source)).map(problemText);

  it.each([
    'So 22/tcp is open.',
    'So `139/tcp` is `filtered`.',
    'Port 53 reads open|filtered.',
    'Ports 80 and 81\nare closed.',
    'It says `reset ttl 64`.',
    'Here 445/tcp shows conn-refused.',
    'It went: 198.18.10.2:61026 > 198.18.10.28:445 S.',
  ])('%j', (source) => {
    expect(claims(source)).toHaveLength(1);
  });

  it.each([
    'A closed port answers.',
    'Is 22/tcp open?',
    'If port 22 were open, a SYN-ACK would come.',
    'So 22/tcp is <Says port={22} />.',
    'Look at 22/tcp. An open port answers.',
  ])('but %j is no claim', (source) => {
    expect(claims(source)).toEqual([]);
  });

  it('names file, line and words', () => {
    expect(claims('Fine.\n\nFine here. Now\n22/tcp is open.')).toEqual([
      'a.mdx:3: the state of a port is not computed: Now 22/tcp is open.',
    ]);
  });
});

describe('prose is calm and whole', () => {
  const found = (source: string) => styleProblems(lesson(source)).map(problemText);

  it('has no exclamation marks outside code', () => {
    expect(found('Look\nhere! And `! -s` is code.')).toEqual(['a.mdx:2: an exclamation mark: here!']);
  });

  it('names where a link leads', () => {
    expect(found('[Click here](/a/)')).toEqual(['a.mdx:1: a link should say where it leads: Click here']);
  });

  it('has no word twice, no odd quote', () => {
    expect(found('It is\nthe the end.')).toEqual(['a.mdx:2: a word stands twice: the the']);
    expect(found('It says "yes" and "no.')).toEqual([
      'a.mdx:1: a quote without its partner: It says "yes" and "no.',
    ]);
  });
});

describe('each word of the field has an entry in the glossary', () => {
  const found = (source: string, path?: string) => termProblems(lesson(source, path)).map(problemText);

  it('words in capitals first', () => {
    expect(found('A SYN, TCP/IP, two RSTs, FIN-WAIT-1, T4, a MAC address.')).toEqual([]);
    expect(found('An ABC, or\nan XY-Z.')).toEqual([
      'a.mdx:1: the glossary has no entry for: ABC',
      'a.mdx:2: the glossary has no entry for: XY-Z',
    ]);
  });

  it('words that are watched for', () => {
    expect(found('A port and a daemon.')).toEqual(['a.mdx:1: the glossary has no entry for: daemon']);
  });

  it('but not what stands as code', () => {
    expect(found('Type `ABC daemon`.')).toEqual([]);
  });

  it('in German by the German forms', () => {
    expect(found('Ein Port, ein SYN und TTL.', 'x/de.mdx')).toEqual([
      'x/de.mdx:1: the glossary has no entry for: TTL',
    ]);
  });
});

describe('a link leads somewhere', () => {
  const pages: Pages = {
    paths: ['/', '/reference/states/', '/cards/[id]/', '/lab.schema.json/'],
    anchors: new Map([['/reference/states/', ['open']]]),
  };
  const found = (source: string) => linkProblems(lesson(source), pages).map(problemText);

  it('that is there', () => {
    expect(
      found('[a](/) [b](/reference/states/#open) [c](/cards/x/) [d](#here) <a href="/lab.schema.json">e</a>'),
    ).toEqual([]);
  });

  it.each([
    ['[a](/nowhere/)', 'no such page: /nowhere/'],
    ['[a](/reference/states/#ajar)', 'no such place on that page: /reference/states/#ajar'],
    ['[a](/reference/states)', 'a link to a page ends with a slash: /reference/states'],
    ['[a](../x/)', 'a link within the site begins with a slash: ../x/'],
    ['<a href="/gone/">a</a>', 'no such page: /gone/'],
  ])('%s does not', (source, problem) => {
    expect(found(source)).toEqual([`a.mdx:1: ${problem}`]);
  });

  it('and pages are where their files say', () => {
    expect(
      ['index.astro', 'reference/index.astro', 'reference/states.astro', 'lab.schema.json.ts'].map(
        pathOfPage,
      ),
    ).toEqual(['/', '/reference/', '/reference/states/', '/lab.schema.json/']);
    expect(['ports/index.mdx', 'ports/de.mdx'].map(pathOfLesson)).toEqual([
      '/lessons/ports/',
      '/de/lessons/ports/',
    ]);
  });
});

describe('a lesson is neither hard nor long', () => {
  it('which is said with its hardest sentence', () => {
    const hard = 'Unquestionably, administrative interdependencies necessitate considerable deliberation.';
    const [problem] = gradeProblems(lesson(`It is.\n\n${hard}`)).map(problemText);
    expect(problem).toMatch(
      /^a\.mdx:3: reading grade \d+\.\d, at most 9; this sentence \d+\.\d: Unquestionably/,
    );
    expect(gradeProblems(lesson('It is. It is so.'))).toEqual([]);
  });

  it.each([699, 2601])('%i words are too few or too many', (count) => {
    expect(lengthProblems(lesson('word '.repeat(count))).map(problemText)).toEqual([
      `a.mdx:1: words, not 700 to 2600: ${count}`,
    ]);
  });

  it.each([700, 2600])('%i words are not', (count) => {
    expect(lengthProblems(lesson('word '.repeat(count)))).toEqual([]);
  });
});
