import { actions } from '../../../store/actions/table.ts';
import { memo, type PointerEvent } from 'react';
import { type ImageChoice, imageChoices } from '../../../view/rollout/image-choices.ts';
import { imageParts } from '../../../view/words/image-parts.ts';
import { introducedImage, prominentOf } from '../../../store/state/introduction.ts';
import { useAct, useLab, useCan, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { narrow, useMedia } from '../../kit/browser/use-media.ts';
import { watchWidth } from '../../kit/browser/watch-width.ts';
import { useConsider } from '../shared/use-preview.ts';

/** The Pod template's image, and those one click away. */
export function TemplateCard() {
  const { t } = useMessages();
  const image = useLab((state) => state.stage.image);
  const [registry, name] = imageParts(image);
  const isNarrow = useMedia(narrow);
  return (
    <section className="template" aria-label={t('template.label')}>
      <h3>{t('template.label')}</h3>
      <p className="template-image" title={`${registry}${name}`}>
        <span className="template-registry">{registry}</span>
        {name || '\u00a0'}
      </p>
      {!isNarrow && <ImageChoices />}
    </section>
  );
}

/** A button for each image, named by its effect; those that break the Pods come last. None before there is a set. */
export function ImageChoices() {
  const { t } = useMessages();
  const image = useLab((state) => state.stage.image);
  const revisions = useLab((state) => state.stage.revisions);
  const exists = useLab((state) => state.stage.setExists);
  const prominent = useLab((state) => (prominentOf(state) === 'update' ? introducedImage(state) : undefined));
  const offered = useOffered('setImage');
  if (!exists || !offered) return null;
  const choices = imageChoices({ image, revisions });
  const [good, bad] = [true, false].map((well) => choices.filter(({ behaviour }) => (behaviour === 'good') === well));
  const choice = (one: ImageChoice) => (
    <Choice key={one.image} {...one} current={image} prominent={one.image === prominent} />
  );
  return (
    <div ref={watchWidth} className="template-choices" role="group" aria-label={t(actions.setImage.label)}>
      <div ref={watchWidth} className="template-good" onPointerLeave={showNewest}>
        {good?.map(choice)}
      </div>
      <span className="template-breaks" aria-hidden="true">
        <span className="choice-sign">⚠</span>
        <span className="choice-word">{t('image.bad')}</span>
      </span>
      {bad?.map(choice)}
    </div>
  );
}

/** Scrolls to the newest image, but not under the pointer, so that a double click applies the same image twice. */
const showNewest = ({ currentTarget }: PointerEvent): void =>
  currentTarget.scrollTo({ left: currentTarget.scrollWidth, behavior: 'smooth' });

const tagOf = (image: string): string => imageParts(image)[1].split(':')[1] ?? 'latest';

interface ChoiceProps extends ImageChoice {
  readonly current: string;
  readonly prominent: boolean;
}

const Choice = memo(function Choice({ image, behaviour, previous, current, prominent }: ChoiceProps) {
  const { t } = useMessages();
  const act = useAct();
  const enabled = useCan('setImage');
  const consider = useConsider({ image });
  const tag = tagOf(image);
  const pressed = image === current;
  const does = pressed ? 'current' : previous ? 'previous' : behaviour === 'good' ? 'good' : 'bad';
  const verb = t(`image.${does}`);
  const name =
    behaviour === 'good'
      ? t('template.choice', { verb, tag })
      : t('template.breaking', { verb, tag, effect: t(`image.${behaviour}`) });
  return (
    <button
      className={prominent ? 'button small primary choice' : 'button small choice'}
      data-behaviour={behaviour}
      aria-label={name}
      title={`${name} – ${image}`}
      aria-pressed={pressed}
      disabled={!enabled}
      // Not disabled: it would lose the focus of who has just pressed it.
      aria-disabled={pressed}
      onClick={() => pressed || act('setImage', { image })}
      {...consider}
    >
      {does !== 'bad' && behaviour === 'good' && (
        <>
          <span className="choice-sign" aria-hidden="true">
            {signs[does]}
          </span>
          <Verb verb={verb} />
        </>
      )}
      <code>:{tag}</code>
    </button>
  );
});

/** Signs that replace the verbs if there is no room for them. */
const signs = { current: '✓', previous: '↩', good: '→' };

/** As wide as the widest verb, so that the other buttons stay in place when it changes. */
function Verb({ verb }: { readonly verb: string }) {
  const { t } = useMessages();
  return (
    <span className="choice-verb choice-word">
      <span>{verb}</span>
      {(['image.current', 'image.previous', 'image.good'] as const).map((other) => (
        <span key={other} aria-hidden="true">
          {t(other)}
        </span>
      ))}
    </span>
  );
}
