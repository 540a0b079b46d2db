import { describe, expect, it } from 'vitest';
import { explainOpen, loadCap } from './cap-addon.ts';

const failing = (message: string, code?: string) => () => {
  throw Object.assign(new Error(message), code === undefined ? {} : { code });
};
const sayOf = (load: () => unknown): string => {
  const loaded = loadCap(load);
  return loaded.ok ? 'loaded' : `${loaded.error.message} | ${loaded.error.remedy}`;
};
const INSTALL = 'Install libpcap (Debian: apt-get install libpcap-dev), then run: npm rebuild cap';

describe('loading cap', () => {
  it.each([
    [
      'libpcap is missing',
      failing(
        'libpcap.so.0.8: cannot open shared object file: No such file or directory',
        'ERR_DLOPEN_FAILED',
      ),
      `Raw live scans need libpcap, which is not installed. Everything but raw live scans works without it; -sT scans live. | ${INSTALL}`,
    ],
    [
      'it was built for another Node',
      failing(
        'The module was compiled against a different Node.js version using NODE_MODULE_VERSION 108.',
        'ERR_DLOPEN_FAILED',
      ),
      'The cap package was built for another version of Node. | Run: npm rebuild cap',
    ],
    [
      'the file is no library',
      failing('cap.node: file too short or invalid ELF header', 'ERR_DLOPEN_FAILED'),
      'The cap package was built for another version of Node. | Run: npm rebuild cap',
    ],
    [
      'it is not installed',
      failing("Cannot find module 'cap/package.json'\nRequire stack: ...", 'MODULE_NOT_FOUND'),
      `Raw live scans need the cap package, which is not built here. Everything but raw live scans works without it; -sT scans live. | ${INSTALL}`,
    ],
    [
      'anything else',
      failing('out of luck\n  at line 2'),
      `The cap package cannot be loaded: out of luck | ${INSTALL}`,
    ],
    ['it is something else', () => ({}), 'The cap package is not what it should be. | Run: npm rebuild cap'],
  ])('says in one line what to do when %s', (_what, load, sentence) => {
    expect(sayOf(load)).toBe(sentence);
    expect(sentence).not.toContain('\n');
  });

  it('gives handles that can be listened to', () => {
    class Cap {}
    const loaded = loadCap(() => ({ Cap }));
    expect(loaded.ok && typeof loaded.value.Cap.prototype.on).toBe('function');
  });
});

describe('opening a capture', () => {
  it.each([
    "any: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)",
    'any: Attempt to create packet socket failed - CAP_NET_RAW may be required',
  ])('says which right is missing: %s', (message) => {
    expect(explainOpen(new Error(message), 'any')).toEqual({
      ok: false,
      error: {
        message: 'Raw scans need the right to open packet sockets (CAP_NET_RAW), which is missing here.',
        remedy: 'Scan inside a lab (--lab FILE, no root needed), use -sT, or run with sudo.',
      },
    });
  });

  it('repeats what libpcap says otherwise', () => {
    const said = explainOpen('no such thing', 'any');
    expect(said.ok ? '' : said.error.message).toBe('Capturing on any failed: no such thing');
  });
});
