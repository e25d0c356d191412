import { describe, expect, it } from 'vitest';
import type { Outcome } from '../state/outcome.ts';
import { applied, move } from '../testing.ts';

const claimOf = (lab: ReturnType<typeof applied>, name: string) =>
  lab
    .state()
    .stage.slots.flatMap(({ claims }) => claims)
    .find((claim) => claim.name === name)?.volume?.files;

async function write(lab: ReturnType<typeof applied>, name: string): Promise<Outcome> {
  const result = lab.lab.act('writeLine', { name });
  return 'outcome' in result ? result.outcome : result;
}

describe('writing a line to the disk of a Pod', () => {
  it('runs a kubectl command, and the line is in the volume of the claim', async () => {
    const lab = applied();
    const uid = lab.state().view.get('pods', 'web-1', 'default')!.metadata.uid.slice(0, 4);
    expect(await write(lab, 'web-1')).toMatchObject({ ok: true, lines: [] });
    expect(lab.lastCommand()?.command).toMatch(
      new RegExp(
        `^kubectl exec web-1 -- sh -c 'echo "0:\\d\\d\\.\\d by uid ${uid}" >> /usr/share/nginx/html/index.html'$`,
      ),
    );
    expect(claimOf(lab, 'www-web-1')).toEqual([
      { path: 'index.html', content: expect.stringMatching(new RegExp(`^0:\\d\\d\\.\\d by uid ${uid}\n$`)) },
    ]);
    expect(claimOf(lab, 'www-web-0')).toEqual([]);
  });

  it('outlives the Pod: its successor adds its line below', async () => {
    const lab = applied();
    await write(lab, 'web-1');
    const [file] = claimOf(lab, 'www-web-1')!;
    lab.lab.act('deletePod', { name: 'web-1' });
    lab.run(20_000);
    expect(claimOf(lab, 'www-web-1')).toEqual([file]);
    await write(lab, 'web-1');
    const [both] = claimOf(lab, 'www-web-1')!;
    expect(both?.content.startsWith(file!.content)).toBe(true);
    expect(
      new Set(
        both?.content
          .trim()
          .split('\n')
          .map((line) => line.split(' ').at(-1)),
      ).size,
    ).toBe(2);
  });

  it('is undone like everything else', async () => {
    const lab = applied();
    await write(lab, 'web-0');
    lab.lab.act('undo');
    expect(claimOf(lab, 'www-web-0')).toEqual([]);
    lab.lab.act('redo');
    expect(claimOf(lab, 'www-web-0')).toHaveLength(1);
  });

  it('is refused for a Pod that does not run, and for what is no Pod', async () => {
    const lab = applied();
    expect(await write(lab, 'web-7')).toEqual({
      ok: false,
      lines: ['writeLine: name must be a running Pod that mounts a claim'],
    });
    move(lab.lab, (timeline) => timeline.seek(0));
    expect((await write(lab, 'web-0')).ok).toBe(false);
  });
});
