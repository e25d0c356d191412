import { describe, expect, it } from 'vitest';
import { nodeFit } from './node-fit.ts';

const three = { nodes: 3, pods: 1, notes: false, pending: false };

describe('nodes', () => {
  it('are shown whole where there is room', () => {
    expect(nodeFit(three, { width: 52, height: 30 })).toEqual({ density: 'whole', seen: 3, rows: 1 });
  });

  it('stand in rows where the stage is narrow and high', () => {
    expect(nodeFit(three, { width: 36, height: 40 })).toEqual({ density: 'whole', seen: 2, rows: 2 });
    expect(nodeFit(three, { width: 36, height: 13 })).toEqual({ density: 'bare', seen: 2, rows: 2 });
  });

  it('keep their actions on a phone, one node beside the other', () => {
    expect(nodeFit(three, { width: 22, height: 20 })).toEqual({ density: 'compact', seen: 1, rows: 1 });
  });

  it('show each Pod in a line where there is little height, with the actions if they fit', () => {
    expect(nodeFit(three, { width: 52, height: 11 })).toEqual({ density: 'compact', seen: 3, rows: 1 });
    expect(nodeFit(three, { width: 52, height: 6 })).toEqual({ density: 'bare', seen: 3, rows: 1 });
  });

  it('stand in one row, which scrolls, where rows do not fit', () => {
    expect(nodeFit(three, { width: 22, height: 9 })).toEqual({ density: 'compact', seen: 1, rows: 1 });
  });

  it('need more height for more Pods, for notes, and for Pods without a node', () => {
    const room = { width: 52, height: 19 };
    expect(nodeFit(three, room).density).toBe('whole');
    for (const more of [{ pods: 6 }, { notes: true }]) {
      expect(nodeFit({ ...three, ...more }, room).density).toBe('compact');
    }
    const low = { width: 52, height: 8.5 };
    expect(nodeFit(three, low).density).toBe('compact');
    expect(nodeFit({ ...three, pending: true }, low).density).toBe('bare');
  });
});
