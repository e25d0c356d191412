import { describe, expect, it } from 'vitest';
import { manyFit, nodeFit } from './node-fit.ts';

const three = { nodes: 3, pods: 1, notes: false, pending: false };

describe('nodes', () => {
  it('are shown whole where there is room', () => {
    expect(nodeFit(three, { width: 52, height: 30 })).toMatchObject({ density: 'whole', seen: 3, rows: 1 });
  });

  it('stand in rows where the stage is narrow and high', () => {
    expect(nodeFit(three, { width: 36, height: 40 })).toMatchObject({ density: 'whole', seen: 2, rows: 2 });
    expect(nodeFit(three, { width: 36, height: 13 })).toMatchObject({ density: 'bare', seen: 2, rows: 2 });
  });

  it('stand below each other on a phone, where all of them fit', () => {
    expect(nodeFit(three, { width: 22, height: 26 })).toMatchObject({ density: 'compact', seen: 1, rows: 3 });
    expect(nodeFit(three, { width: 22, height: 20 })).toMatchObject({ density: 'bare', seen: 1, rows: 3 });
    expect(nodeFit(three, { width: 22, height: 9 })).toMatchObject({ density: 'compact', seen: 1, rows: 1 });
  });

  it('show each Pod in a line where there is little height, with the actions if they fit', () => {
    expect(nodeFit(three, { width: 52, height: 11 })).toMatchObject({ density: 'compact', seen: 3, rows: 1 });
    expect(nodeFit(three, { width: 52, height: 6 })).toMatchObject({ density: 'bare', seen: 3, rows: 1 });
  });

  it('stand in one row, which scrolls, where rows do not fit', () => {
    expect(nodeFit({ ...three, nodes: 5 }, { width: 40, height: 8 })).toMatchObject({
      density: 'compact',
      seen: 3,
      rows: 1,
    });
  });

  it('need more height for more Pods, for notes, and for Pods without a node', () => {
    const room = { width: 52, height: 19 };
    expect(nodeFit(three, room).density).toBe('whole');
    for (const more of [{ pods: 6 }, { notes: true }]) {
      expect(nodeFit({ ...three, ...more }, room).density).toBe('compact');
    }
    const { notes, density } = nodeFit({ ...three, notes: true }, room);
    expect({ notes, density }).toEqual({ notes: true, density: 'compact' });
    const low = { width: 52, height: 8.5 };
    expect(nodeFit({ ...three, notes: true }, low).notes).toBe(false);
    expect(nodeFit(three, low).density).toBe('compact');
    expect(nodeFit({ ...three, pending: true }, low).density).toBe('bare');
  });
});

describe('many Pods on nodes', () => {
  const nodes = { nodes: 3, pods: 30 };

  it('are chips where all of them fit, with less of the node where that makes room', () => {
    expect(manyFit(nodes, { width: 54, height: 30 })).toMatchObject({ density: 'whole', pods: 'chips' });
    expect(manyFit(nodes, { width: 54, height: 24 })).toMatchObject({ density: 'bare', pods: 'chips' });
  });

  it('are a field where chips would end below what is in sight', () => {
    expect(manyFit(nodes, { width: 54, height: 17 })).toMatchObject({ density: 'bare', pods: 'field', height: 11.75 });
    expect(manyFit({ ...nodes, pods: 80 }, { width: 54, height: 24 })).toMatchObject({
      density: 'whole',
      pods: 'field',
    });
  });

  it('keep the least height at which a field shows something', () => {
    expect(manyFit(nodes, { width: 54, height: 4 })).toMatchObject({ pods: 'field', height: 5 });
  });
});
