/**
 * Texts for components: `const { t } = useMessages();` returns those of the current language, and renders again when it
 * changes.
 */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Localization, Translator } from '../../i18n/index.ts';

const TranslatorContext = createContext<Translator | null>(null);
const LocalizationContext = createContext<Localization | null>(null);

/** Subscribes to the translator once, for all components below. */
export function MessagesProvider({ translator, children }: { translator: Translator; children: ReactNode }) {
  const localization = useSyncExternalStore(translator.subscribe, translator.current, translator.current);
  return (
    <TranslatorContext value={translator}>
      <LocalizationContext value={localization}>{children}</LocalizationContext>
    </TranslatorContext>
  );
}

function found<T>(value: T | null): T {
  if (value === null) throw new Error('useMessages needs a MessagesProvider above it');
  return value;
}

/** @throws Error outside of a {@link MessagesProvider}. */
export function useTranslator(): Translator {
  return found(useContext(TranslatorContext));
}

/** @throws Error outside of a {@link MessagesProvider}. */
export function useMessages(): Localization {
  return found(useContext(LocalizationContext));
}
