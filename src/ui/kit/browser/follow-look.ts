/** Applies language, theme and contrast of the state to the page. */
import { type Language, languageNames } from '../../../i18n/languages.ts';
import type { Translator } from '../../../i18n/translator.ts';
import { exampleText, isExampleText } from '../../../store/state/examples.ts';
import type { Lab } from '../../../store/lab.ts';
import type { LabState, Theme } from '../../../store/state/lab-state.ts';

/** Calls `changed` with each new value of one part of the state, and with the first. */
export function follow<T>(lab: Lab, part: (state: LabState) => T, changed: (value: T, first: boolean) => void): void {
  changed(part(lab.store.getState()), true);
  lab.store.subscribe((state, before) => {
    if (part(state) !== part(before)) changed(part(state), false);
  });
}

export function followLook(lab: Lab, translator: Translator): void {
  const page = document.documentElement;
  // If the system forces its colours, the parts with our colours (the editor, the revisions) need high contrast, too.
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const setContrast = (): void => {
    page.dataset.contrast = contrast.matches || lab.store.getState().theme === 'contrast' ? 'more' : 'normal';
  };
  contrast.addEventListener('change', setContrast);
  follow(
    lab,
    ({ language }) => language,
    (language: Language, first) => {
      page.lang = languageNames.get(language)?.tag ?? language;
      if (first) return;
      translator.use(language).catch(() => {
        // The page keeps its language.
        lab.act('showBanner', { banner: 'NotLoaded' });
      });
      // An unchanged example is shown in the language of the page.
      const { text, example, appliedText } = lab.store.getState();
      if (appliedText === null && isExampleText(example, text))
        lab.act('edit', { text: exampleText(example, language) });
    },
  );
  follow(
    lab,
    ({ theme }) => theme,
    (theme: Theme) => {
      if (theme === 'auto' || theme === 'contrast') delete page.dataset.theme;
      else page.dataset.theme = theme;
      setContrast();
    },
  );
}
