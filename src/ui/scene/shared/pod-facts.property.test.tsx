/** Everything that draws a Pod says the same of it: what `podFacts` says. */
import fc from 'fast-check';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createTranslator } from '../../../i18n/index.ts';
import { createLabStore } from '../../../store/lab-store.ts';
import { lazyParts } from '../../../store/lazy-parts.ts';
import { ageText, type PodContext, podFacts } from '../../../view/pod/pod-facts.ts';
import { untouched } from '../../../view/rollout/forecasts.ts';
import type { PodModel, SlotModel } from '../../../view/stage-model.ts';
import { LabProvider } from '../../kit/lab.tsx';
import { MessagesProvider } from '../../kit/messages.tsx';
import { DeploymentCards } from '../deployment/deployment-cards.tsx';
import { glyphOf } from '../field/glyph.ts';
import { NodePod } from '../nodes/node-pod.tsx';
import { PodCard } from '../slots/pod-card.tsx';
import { SlotTableRow } from '../table/stage-table-row.tsx';
import { PodChips } from './pod-chips.tsx';
import { PodFactsLine } from './slot-callout.tsx';

const translator = await createTranslator('en');
await translator.more();
const { t } = translator.current();
const lab = createLabStore({ parts: lazyParts, example: 'complete' });

const pods: fc.Arbitrary<PodModel> = fc.record({
  uid: fc.constant('uid'),
  name: fc.nat(99).map((ordinal) => `web-${ordinal}`),
  phase: fc.constantFrom('Pending', 'Running', 'Failed'),
  status: fc.constantFrom('Running', 'ContainerCreating', 'ImagePullBackOff', 'CrashLoopBackOff', 'Evicted', 'Pending'),
  readyText: fc.constantFrom('0/1', '1/1', '1/2'),
  ready: fc.boolean(),
  terminating: fc.boolean(),
  image: fc.constantFrom('registry.k8s.io/nginx-slim:0.24', 'busybox', 'a.b/c/d:e'),
  imageTag: fc.constantFrom('0.24', 'latest', 'e'),
  revision: fc.constantFrom('web-58cdb8c7f5', 'web-7d9f'),
  revisionIndex: fc.nat(40),
  node: fc.option(fc.constantFrom('node-1', 'node-2')),
  nodeSilent: fc.boolean(),
  ip: fc.option(fc.constant('10.244.1.2')),
  restarts: fc.nat(3),
  createdAt: fc.constant(0),
});

const contexts: fc.Arbitrary<PodContext> = fc.record({
  turn: fc.option(
    fc.record({
      when: fc.constantFrom(
        'next' as const,
        'after' as const,
        'ready' as const,
        'blocked' as const,
        'deleted' as const,
      ),
      pod: fc.constantFrom('web-2', 'web-7'),
    }),
  ),
  comparison: fc.option(
    fc.record({
      equal: fc.boolean(),
      why: fc.constantFrom('partition' as const, 'OnDelete' as const, null),
      turn: fc.constant(null),
      position: fc.nat(3),
      partition: fc.nat(3),
    }),
  ),
  replaced: fc.option(fc.record({ uid: fc.uuid(), ip: fc.option(fc.constantFrom('10.244.1.2', '10.244.2.9')) })),
});

/** The texts and the names of the markup, one after the other. */
function wordsOf(markup: string): string {
  const named = [...markup.matchAll(/(?:aria-label|title)="([^"]*)"/g)].map(([, text]) => text);
  const unescaped = [markup.replace(/<wbr[^>]*>|<\/span><span>/g, '').replace(/<[^>]*>/g, ' '), ...named].join(' ');
  return unescaped
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
}

it('says of a Pod nothing but its facts, and shows its tone, wherever it is drawn', () => {
  const draw = (element: ReactNode): string =>
    renderToStaticMarkup(
      <MessagesProvider translator={translator}>
        <LabProvider lab={lab}>{element}</LabProvider>
      </MessagesProvider>,
    );
  fc.assert(
    fc.property(pods, contexts, (pod, context) => {
      const facts = podFacts(t, pod, context);
      const { tone } = facts;
      const slot = {
        ordinal: 0,
        podName: pod.name,
        pod,
        claims: [],
        decision: null,
        absence: null,
        replaced: context.replaced,
      } as unknown as SlotModel;
      const dns = { name: null, verdict: 'Resolves', addresses: [] } as const;
      const drawn = {
        card: <PodCard pod={pod} context={context} forecast={null} replaces={false} turned={false} />,
        node: <NodePod pod={pod} />,
        deployment: <DeploymentCards label="" pods={[pod]} deployment="web" />,
        callout: <PodFactsLine pod={pod} {...context} />,
        row: (
          <table>
            <tbody>
              <SlotTableRow
                slot={{ ...slot, dns }}
                rowIndex={2}
                turn={context.turn ?? null}
                comparison={context.comparison ?? null}
                origin={null}
                lastDecision={false}
              />
            </tbody>
          </table>
        ),
        chips: (
          <PodChips
            label=""
            chips={[{ pod, label: pod.name, sentence: facts.label, forecast: untouched }]}
            hooks={() => ({})}
            chosen={null}
            onChoose={() => {}}
            onOpen={() => {}}
          />
        ),
      };
      const fixed = [
        ...[
          t('action.deletePod', { name: pod.name }),
          t('inspector.open', { name: pod.name }),
          t('inspector.open', { name: facts.node }),
        ],
        ...[
          t('table.delete'),
          t('pod.readyContainers'),
          t('pod.age', { age: ageText(pod, 0) }),
          ageText(pod, 0),
          t('dns.Resolves'),
        ],
        ...[
          'uid',
          'IP',
          '→',
          pod.image,
          pod.image.slice(0, pod.image.lastIndexOf('/') + 1),
          pod.revision,
          String(pod.restarts),
          pod.name.slice('web'.length),
          'web',
          '–',
        ],
      ];
      const known = [...Object.values({ ...facts, note: facts.note?.text }), ...fixed]
        .filter((text): text is string => typeof text === 'string' && text !== '')
        .sort((a, b) => b.length - a.length);
      for (const [where, element] of Object.entries(drawn)) {
        const markup = draw(element);
        const rest = known.reduce((text, word) => text.replaceAll(word, ' '), wordsOf(markup));
        expect(rest.replace(/[\s,.:;()0-]/g, ''), `${where}: ${wordsOf(markup)}`).toBe('');
        expect(new Set([...markup.matchAll(/data-tone="(\w+)"/g)].map(([, shown]) => shown)), where).toEqual(
          new Set([tone]),
        );
      }
      expect(glyphOf(slot, null).tone).toBe(tone);
    }),
    { numRuns: 50 },
  );
});
