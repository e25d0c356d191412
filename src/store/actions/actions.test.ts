import { describe, expect, it } from 'vitest';
import { imageChoices } from '../../view/rollout/image-choices.ts';
import { exampleText } from '../state/examples.ts';
import { applied, newLab } from '../testing.ts';

describe('actions on the set', () => {
  it('scale by editing one line of the text and applying it', () => {
    const { lab, run, names, lastCommand } = applied();
    const before = lab.store.getState().text;
    lab.act('addReplica');
    expect(lab.store.getState().text).toBe(before.replace('replicas: 3', 'replicas: 4'));
    expect(lab.store.getState().appliedText).toBe(lab.store.getState().text);
    const line = before.split('\n').findIndex((row) => row.includes('replicas: 3')) + 1;
    expect(lab.store.getState().flash).toMatchObject({ from: line, to: line });
    expect(lastCommand()).toMatchObject({
      command: 'kubectl scale statefulset web --replicas=4',
      lines: ['statefulset.apps/web scaled'],
    });
    run(10_000);
    expect(names()).toHaveLength(4);
    lab.act('removeReplica');
    lab.act('scale', { replicas: 1 });
    run(20_000);
    expect(names()).toEqual(['web-0']);
    expect(lab.store.getState().stage.slots).toHaveLength(4);
  });

  it('lose nothing of a text that has edits of its own', () => {
    const { lab } = applied();
    const edited = lab.store.getState().text.replace('nginx-slim:0.21', 'nginx-slim:0.99');
    lab.act('edit', { text: edited });
    lab.act('scale', { replicas: 5 });
    const spec = lab.store.getState().view.get('statefulsets', 'web', 'default')?.spec;
    expect([spec?.replicas, spec?.template.spec.containers[0]?.image]).toEqual([5, 'registry.k8s.io/nginx-slim:0.21']);
    expect(lab.store.getState().text).toBe(edited.replace('replicas: 3', 'replicas: 5'));
    expect(lab.store.getState().notice).toBe('TextEdited');
    expect(lab.store.getState().appliedText).not.toBe(lab.store.getState().text);
  });

  it('leave a text that cannot be read as it is', () => {
    const { lab } = applied();
    const broken = `${lab.store.getState().text}\n: [`;
    lab.act('edit', { text: broken });
    lab.act('scale', { replicas: 2 });
    expect(lab.store.getState().view.get('statefulsets', 'web', 'default')?.spec.replicas).toBe(2);
    expect([lab.store.getState().text, lab.store.getState().notice]).toEqual([broken, 'TextKept']);
  });

  it('change the image and the partition', () => {
    const { lab, run, lastCommand } = applied();
    lab.act('setPartition', { partition: 2 });
    expect(lastCommand()).toMatchObject({
      command: `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'`,
      lines: ['statefulset.apps/web patched'],
    });
    lab.act('setImage', { image: 'registry.k8s.io/nginx-slim:0.22' });
    expect(lastCommand()).toMatchObject({
      command: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.22',
      lines: ['statefulset.apps/web image updated'],
    });
    run(20_000);
    expect(lab.store.getState().stage.partition).toBe(2);
    expect(lab.store.getState().stage.slots.map(({ pod }) => pod?.imageTag)).toEqual(['0.21', '0.21', '0.22']);
  });

  it('offer the images that worked, a newer one, and the ways to fail', () => {
    const { lab } = applied();
    lab.act('setImage', { image: 'registry.k8s.io/nginx-slim:broken' });
    const choices = imageChoices(lab.store.getState().stage).map((c) => [c.image.split(':')[1], c.previous]);
    expect(choices).toEqual([
      ['0.21', true],
      ['0.22', false],
      ['broken', false],
      ['crash', false],
      ['noready', false],
    ]);
  });

  it('keep an image that is applied in its place, so that a second click cannot apply another', () => {
    const { lab, run } = applied();
    for (let turn = 0; turn < 3; turn++) {
      const before = imageChoices(lab.store.getState().stage).map(({ image }) => image);
      const place = before.findIndex((image) => image !== lab.store.getState().stage.image && /\d$/.test(image));
      lab.act('setImage', { image: before[place]! });
      run(30_000);
      const after = imageChoices(lab.store.getState().stage).map(({ image }) => image);
      expect(after.slice(0, place + 1)).toEqual(before.slice(0, place + 1));
    }
  });

  it('delete a Pod, a claim, the set', () => {
    const { lab, run, names, lastCommand } = applied();
    const uid = () => lab.store.getState().stage.slots[1]?.pod?.uid;
    const before = uid();
    lab.act('deletePod', { name: 'web-1' });
    expect(lastCommand()).toMatchObject({
      command: 'kubectl delete pod web-1',
      lines: ['pod "web-1" deleted from default namespace'],
    });
    run(10_000);
    expect(names()).toEqual(['web-0', 'web-1', 'web-2']);
    expect(uid()).not.toBe(before);
    lab.act('deletePod', { name: 'web-9' });
    expect(lastCommand()).toMatchObject({
      ok: false,
      lines: ['Error from server (NotFound): pods "web-9" not found'],
    });
    lab.act('scale', { replicas: 2 });
    run(10_000);
    lab.act('deleteClaim', { name: 'www-web-2' });
    run(10_000);
    expect(lab.store.getState().stage.slots).toHaveLength(2);
    lab.act('deleteSet', { orphan: false });
    run(20_000);
    expect(names()).toEqual([]);
    expect(lab.store.getState().stage.slots.map((slot) => slot.absence)).toEqual(['SetDeleted', 'SetDeleted']);
  });

  it('create the Service that the set names, in the text as well', () => {
    const { lab, run } = applied({ example: 'tutorial' });
    expect(lab.store.getState().stage.slots.map((slot) => slot.dns.verdict)).toEqual([
      'ServiceMissing',
      'ServiceMissing',
    ]);
    const before = lab.store.getState().text;
    lab.act('createService');
    run(5000);
    expect(lab.store.getState().stage.slots.map((slot) => slot.dns.verdict)).toEqual(['Resolves', 'Resolves']);
    expect(lab.store.getState().text.endsWith(before)).toBe(true);
    expect(lab.store.getState().text).toContain('kind: Service');
    expect(lab.store.getState().appliedText).toBe(lab.store.getState().text);
  });

  it('are not performed when they cannot be', () => {
    const { lab } = newLab();
    lab.act('addReplica');
    expect(lab.store.getState().commands).toEqual([]);
    expect(lab.store.getState().text).toBe(exampleText('complete'));
  });
});
