import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionNames } from './names.ts';
import { readOptions, writeOptions } from './read.ts';
import { optionTable } from './table.ts';
import { optionWords } from './words.ts';

const read = (search: string, hash = '') => readOptions({ search, hash });

describe('the options of a figure', () => {
  it('have their defaults where the address says nothing', () => {
    const { options, problems, link } = read('');
    expect(options).toMatchObject({ view: 'slots', example: 'complete', controls: 'play', autoplay: false, speed: 1 });
    expect([problems, link]).toEqual([[], null]);
  });

  it('are read from the query and from the fragment, which wins', () => {
    const { options } = read('?view=nodes&speed=4&autoplay', '#view=table&manifest=kind%3A%20Pod');
    expect(options).toMatchObject({ view: 'table', speed: 4, autoplay: true, manifest: 'kind: Pod' });
  });

  it('leave a fragment that is a session alone', () => {
    expect(read('?view=nodes', '#v2.abc')).toMatchObject({ options: { view: 'nodes' }, link: '#v2.abc' });
  });

  it('name a value that is not understood, and use the default', () => {
    const { options, problems } = read('?view=slotz&autoplay=perhaps&speed=4');
    expect(options).toMatchObject({ view: 'slots', autoplay: false, speed: 4 });
    expect(problems.map(({ option, value, known }) => [option, value, known])).toEqual([
      ['view', 'slotz', 'slots, nodes, table'],
      ['autoplay', 'perhaps', 'true, false'],
    ]);
  });

  it('say which of them the address names', () => {
    expect(read('?speed=4&view=slots&theme=pink&other=1').named.toSorted()).toEqual(['speed', 'view']);
    expect(read('').named).toEqual([]);
  });

  it('take a page by its number, and name one that is none', () => {
    expect(read('?lesson=partition&page=3').options).toMatchObject({ lesson: 'partition', page: 3 });
    for (const page of ['0', '1.5', '101', 'two', '']) {
      expect(read(`?page=${page}`)).toMatchObject({
        options: { page: 1 },
        problems: [{ option: 'page', what: 'choice' }],
      });
    }
  });

  it('take commands from several values and several lines, as many as are allowed', () => {
    expect(read('?run=a&run=b%0Ac').options.run).toEqual(['a', 'b', 'c']);
    const many = Array.from({ length: 21 }, () => 'run=a').join('&');
    expect(read(`?${many}`).problems).toMatchObject([{ option: 'run', what: 'many', known: '20' }]);
  });

  it('refuse texts that are too long', () => {
    expect(read(`?title=${'a'.repeat(201)}`).problems).toMatchObject([{ option: 'title', what: 'long' }]);
  });

  it('are the same after they were written into an address, with the manifest in its fragment', () => {
    const address = writeOptions({ view: 'table', manifest: 'a: 1\nb: "&"', run: 'a b\nc' });
    expect(address).not.toMatch(/\?.*manifest.*#/);
    const { search, hash } = new URL(address, 'http://lab.example/embed.html');
    expect(read(search, hash).options).toMatchObject({ view: 'table', manifest: 'a: 1\nb: "&"', run: ['a b', 'c'] });
  });

  it('are read from any address without an exception', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (search, hash) => {
        const { options } = read(`?${search}`, `#${hash}`);
        expect(Object.keys(options)).toEqual([...optionNames]);
      }),
    );
  });

  it('are each in the table and in the documentation', () => {
    expect(Object.keys(optionTable)).toEqual([...optionNames]);
    expect(Object.keys(optionWords)).toEqual([...optionNames]);
  });
});
