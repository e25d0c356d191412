/** Texts for components: `const { t } = useMessages();` gives the language in use and renders again when it changes. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Localization, Translator } from '../../i18n/index.ts';

const TranslatorContext = createContext<Translator | null>(null);

export function MessagesProvider({ translator, children }: { translator: Translator; children: ReactNode }) {
  return <TranslatorContext value={translator}>{children}</TranslatorContext>;
}

/** @throws Error outside of a {@link MessagesProvider}. */
export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext);
  if (translator === null) throw new Error('useMessages needs a MessagesProvider above it');
  return translator;
}

/** @throws Error outside of a {@link MessagesProvider}. */
export function useMessages(): Localization {
  const translator = useTranslator();
  return useSyncExternalStore(translator.subscribe, translator.current);
}
