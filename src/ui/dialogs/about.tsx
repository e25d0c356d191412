import { Dialog } from '../kit/dialog.tsx';
import { useMessages } from '../kit/messages.tsx';

const parts = {
  real: ['api', 'sets', 'storage', 'network', 'nodes'],
  simple: ['containers', 'time', 'chance', 'scheduler'],
  absent: ['security', 'kinds', 'network'],
} as const;

/** Summary of docs/fidelity.md: as in Kubernetes, simplified, left out. */
export default function About() {
  const { t } = useMessages();
  return (
    <Dialog title={t('dialog.about')}>
      <p>{t('about.intro')}</p>
      <Part name="real" items={parts.real.map((item) => t(`about.real.${item}`))} />
      <Part name="simple" items={parts.simple.map((item) => t(`about.simple.${item}`))} />
      <Part name="absent" items={parts.absent.map((item) => t(`about.absent.${item}`))} />
    </Dialog>
  );
}

function Part({ name, items }: { readonly name: keyof typeof parts; readonly items: readonly string[] }) {
  const { t } = useMessages();
  return (
    <>
      <h3>{t(`about.${name}`)}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
