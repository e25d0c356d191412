import { imageChoices, setImage } from '../../store/actions/set-image.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** The Pod template's image, and those that are one click away. */
export function TemplateCard() {
  const { t } = useMessages();
  const act = useAct();
  const stage = useLab((state) => state.stage);
  const enabled = useLab((state) => setImage.enabled?.(state) ?? true);
  const { image } = stage;
  const tagOf = (name: string) => name.slice(name.lastIndexOf('/') + 1).split(':')[1] ?? 'latest';
  return (
    <section className="template" aria-label={t('template.label')}>
      <h3>{t('template.label')}</h3>
      <p className="template-image" title={image}>
        {image}
      </p>
      <div className="template-choices" role="group" aria-label={t(setImage.label)}>
        {imageChoices(stage).map((choice) => {
          const tag = tagOf(choice.image);
          const effect = t(choice.previous ? 'image.previous' : `image.${choice.behaviour}`);
          return (
            <button
              key={choice.image}
              className="button small choice"
              data-behaviour={choice.behaviour}
              aria-label={t('template.choice', { tag, effect })}
              title={`${choice.image}: ${effect}`}
              disabled={!enabled || choice.image === image}
              onClick={() => act(setImage, choice.image)}
            >
              <code>:{tag}</code>
              <span>{effect}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
