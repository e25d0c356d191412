/** Applies the settings of the lab to the page, and remembers them in the browser. */
import type { Translator } from '../i18n/index.ts';
import type { Lab } from '../store/lab.ts';
import { layoutText } from '../store/state/layout.ts';
import { readUnfolded, unfoldedParts } from '../store/state/unfolded.ts';
import { follow, followLook } from '../ui/kit/browser/follow-look.ts';
import { remember } from '../ui/kit/browser/preferences.ts';

export function followPreferences(lab: Lab, translator: Translator): void {
  followLook(lab, translator);
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
    (language, first) => {
      if (!first) remember('language', language);
    },
  );
  follow(
    lab,
    ({ theme }) => theme,
    (theme, first) => {
      if (!first) remember('theme', theme);
    },
  );
  follow(
    lab,
    ({ layout }) => layout,
    (layout, first) => {
      if (!first && lab.store.getState().lesson === null) remember('layout', layoutText(layout));
    },
  );
  follow(
    lab,
    (state) => unfoldedParts(state).join(' '),
    (parts, first) => {
      // A part that was used once stays visible.
      const { unfolded } = lab.store.getState();
      for (const part of readUnfolded(parts)) if (!unfolded.includes(part)) lab.act('unfold', { part });
      // Do not remember the parts that a lesson folds: the user did not choose that.
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
    (presenting) => document.documentElement.toggleAttribute('data-presenting', presenting),
  );
}
