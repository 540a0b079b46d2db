import { describe, expect, it } from 'vitest';
import { findApi, type Place } from './api.ts';

const api = {
  LMSInitialize: () => 'true',
  LMSGetValue: () => '',
  LMSSetValue: () => 'true',
  LMSCommit: () => 'true',
  LMSFinish: () => 'true',
};

/** A window so many frames deep, the topmost of which is its own parent as in a browser. */
function frames(depth: number, top: Place): Place {
  let place: Place = top;
  for (let level = 0; level < depth; level++) place = { parent: place };
  return place;
}

function topmost(more: Omit<Place, 'parent'>): Place {
  const place: { API?: unknown; opener?: Place | null; parent?: Place } = { ...more };
  place.parent = place;
  return place;
}

describe('the search for the API of an LMS', () => {
  it.each([0, 1, 2, 10])('finds it %i windows up', (depth) => {
    expect(findApi(frames(depth, topmost({ API: api })))).toBe(api);
  });

  it('goes no further than ten windows up', () => {
    expect(findApi(frames(11, topmost({ API: api })))).toBeUndefined();
  });

  it('finds it around the window that opened this one', () => {
    const opener = frames(2, topmost({ API: api }));
    expect(findApi(topmost({ opener }))).toBe(api);
    expect(findApi(frames(1, topmost({ opener })))).toBe(api);
  });

  it('takes the nearest', () => {
    const other = { ...api };
    expect(findApi({ API: api, parent: topmost({ API: other }) })).toBe(api);
  });

  it('ends where nobody has one', () => {
    expect(findApi(frames(3, topmost({ opener: null })))).toBeUndefined();
  });

  it('takes nothing for an API that lacks its functions', () => {
    expect(findApi(topmost({ API: {} }))).toBeUndefined();
    expect(findApi(topmost({ API: 'LMSInitialize' }))).toBeUndefined();
  });

  it('gives up at a window of another origin, which throws when it is looked into', () => {
    const foreign: Place = {
      get API(): never {
        throw new Error('SecurityError');
      },
    };
    expect(findApi({ parent: foreign })).toBeUndefined();
  });
});
