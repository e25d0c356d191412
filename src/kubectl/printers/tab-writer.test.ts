import { describe, expect, it } from 'vitest';
import { alignTabs, describeTabs, tableTabs } from './tab-writer.ts';

describe('aligned columns', () => {
  it('are as wide as their widest cell, and at least six', () => {
    expect(alignTabs('NAME\tREADY\tAGE\nweb\t2/2\t3s\n', tableTabs)).toBe('NAME   READY   AGE\nweb    2/2     3s\n');
    expect(alignTabs('A\tB\nx\ty\n', tableTabs)).toBe('A     B\nx     y\n');
  });

  it('end where a line does not have them', () => {
    expect(alignTabs('Name:\tx\nContainers:\nImage:\ty\n', describeTabs)).toBe('Name:  x\nContainers:\nImage:  y\n');
    expect(alignTabs('a\tb\tc\nlong\td\n', describeTabs)).toBe('a     b  c\nlong  d\n');
  });

  it('give East Asian characters the two columns that they take on screens', () => {
    expect(alignTabs('名\tb\nx\ty\n', describeTabs)).toBe('名  b\nx   y\n');
  });

  it('stay as wide as they were in what is written later', () => {
    const widths: number[] = [];
    expect(alignTabs('Terminating\tx\n', tableTabs, widths)).toBe('Terminating   x\n');
    expect(alignTabs('Running\ty\n', tableTabs, widths)).toBe('Running       y\n');
  });
});
