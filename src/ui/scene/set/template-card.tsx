import { actions } from '../../../store/actions/table.ts';
import { memo } from 'react';
import { type ImageChoice, imageChoices } from '../../../view/rollout/image-choices.ts';
import { useAct, useLab, useCan } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { useConsider } from '../shared/use-preview.ts';

/** The Pod template's image, and those that are one click away. */
export function TemplateCard() {
  const { t } = useMessages();
  const image = useLab((state) => state.stage.image);
  const revisions = useLab((state) => state.stage.revisions);
  return (
    <section className="template" aria-label={t('template.label')}>
      <h3>{t('template.label')}</h3>
      <p className="template-image" title={image}>
        <span className="template-registry">{image.slice(0, image.lastIndexOf('/') + 1)}</span>
        {image.slice(image.lastIndexOf('/') + 1) || '\u00a0'}
      </p>
      <div className="template-choices" role="group" aria-label={t(actions.setImage.label)}>
        {imageChoices({ image, revisions }).map((choice) => (
          <Choice key={choice.image} {...choice} current={image} />
        ))}
      </div>
    </section>
  );
}

const tagOf = (image: string): string => image.slice(image.lastIndexOf('/') + 1).split(':')[1] ?? 'latest';

interface ChoiceProps extends ImageChoice {
  readonly current: string;
}

const Choice = memo(function Choice({ image, behaviour, previous, current }: ChoiceProps) {
  const { t } = useMessages();
  const act = useAct();
  const enabled = useCan('setImage');
  const consider = useConsider({ image });
  const tag = tagOf(image);
  const pressed = image === current;
  const effect = t(pressed ? 'image.current' : previous ? 'image.previous' : `image.${behaviour}`);
  return (
    <button
      className="button small choice"
      data-behaviour={behaviour}
      aria-label={t('template.choice', { tag, effect })}
      title={`${image}: ${effect}`}
      aria-pressed={pressed}
      disabled={!enabled || pressed}
      onClick={() => act('setImage', { image })}
      {...consider}
    >
      <code>:{tag}</code>
      <span>{effect}</span>
    </button>
  );
});
