/** Ties the lab's settings to the page and to the browser's memory. */
import { type Language, languageNames, type Translator } from '../i18n/index.ts';
import { exampleText, isExampleText } from '../store/state/examples.ts';
import type { Lab } from '../store/lab.ts';
import { layoutText } from '../store/state/layout.ts';
import { readUnfolded, unfoldedParts } from '../store/state/unfolded.ts';
import type { LabState, Theme } from '../store/state/lab-state.ts';
import { remember } from '../ui/kit/browser/preferences.ts';

/** Calls `changed` with each new value of one part of the state, and with the first. */
function follow<T>(lab: Lab, part: (state: LabState) => T, changed: (value: T, first: boolean) => void): void {
  changed(part(lab.store.getState()), true);
  lab.store.subscribe((state, before) => {
    if (part(state) !== part(before)) changed(part(state), false);
  });
}

export function followPreferences(lab: Lab, translator: Translator): void {
  const page = document.documentElement;
  // With colours of the system's own, what keeps colours of ours (the editor, the revisions) must stand out as well.
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const setContrast = (): void => {
    page.dataset.contrast = contrast.matches || lab.store.getState().theme === 'contrast' ? 'more' : 'normal';
  };
  contrast.addEventListener('change', setContrast);
  follow(
    lab,
    ({ narrated }) => narrated,
    (narrated: boolean, first) => {
      if (!first) remember('narrated', narrated ? 'yes' : 'no');
    },
  );
  follow(
    lab,
    ({ language }) => language,
    (language: Language, first) => {
      page.lang = languageNames.get(language)?.tag ?? language;
      if (first) return;
      remember('language', language);
      translator.use(language).catch(() => {
        // The page goes on in the language that it has.
        lab.act('showBanner', { banner: 'NotLoaded' });
      });
      // An example that nobody has touched yet speaks the language of the page.
      const { text, example, appliedText } = lab.store.getState();
      if (appliedText === null && isExampleText(example, text))
        lab.act('edit', { text: exampleText(example, language) });
    },
  );
  follow(
    lab,
    ({ theme }) => theme,
    (theme: Theme, first) => {
      if (theme === 'auto' || theme === 'contrast') delete page.dataset.theme;
      else page.dataset.theme = theme;
      setContrast();
      if (!first) remember('theme', theme);
    },
  );
  follow(
    lab,
    ({ layout }) => layout,
    (layout, first) => {
      if (!first) remember('layout', layoutText(layout));
    },
  );
  follow(
    lab,
    (state) => unfoldedParts(state).join(' '),
    (parts, first) => {
      // A part that was needed once stays.
      const { unfolded } = lab.store.getState();
      for (const part of readUnfolded(parts)) if (!unfolded.includes(part)) lab.act('unfold', { part });
      // A lesson folds what it does not need; that is no choice of its reader.
      if (!first && lab.store.getState().lesson === null) remember('unfolded', parts);
    },
  );
  follow(
    lab,
    ({ introduction }) => introduction,
    (step, first) => {
      if (!first && step === null) remember('introduction', 'seen');
    },
  );
  follow(
    lab,
    ({ presenting }) => presenting,
    (presenting) => page.toggleAttribute('data-presenting', presenting),
  );
}
