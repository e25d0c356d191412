import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultLayout, fitting, layoutLimits, layoutText, readLayout } from './layout.ts';

it('comes back as it was kept', () => {
  const layout = { ...defaultLayout, side: 42, sideFolded: true, terminal: 60, stripFolded: false };
  expect(readLayout(layoutText(layout))).toEqual(layout);
});

it.each([null, '', 'nonsense', 'null', '3', '[]', '{"side":"wide","stripFolded":1}'])(
  'is as by default where %j is kept',
  (text) => {
    expect(readLayout(text)).toEqual(defaultLayout);
  },
);

it('keeps every size within its limits, whatever was kept', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(defaultLayout)), fc.jsonValue()), (kept) => {
      const layout = readLayout(JSON.stringify(kept));
      for (const [name, [least, most]] of Object.entries(layoutLimits)) {
        const size = layout[name as keyof typeof layoutLimits] ?? least;
        expect(size).toBeGreaterThanOrEqual(least);
        expect(size).toBeLessThanOrEqual(most);
      }
    }),
  );
});

it('is in whole per cent', () => {
  expect(fitting('side', 33.4)).toBe(33);
  expect(fitting('side', -5)).toBe(15);
});
