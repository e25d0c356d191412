/**
 * Monaco's own texts: of its search box, its messages, its labels for screen readers. Monaco looks most of them up
 * once, when it is loaded, so this module runs before. After a change of language, parts that Monaco shows for the
 * first time are in the new one; the others keep the old language until the page is reloaded.
 */

declare global {
  /** Monaco's texts by number; if absent, Monaco uses the English ones in its code. */
  var _VSCODE_NLS_MESSAGES: readonly string[] | undefined;
}

/** Each module sets the global when it is loaded. */
const packs: Readonly<Record<string, () => Promise<unknown>>> = {
  zh: () => import('monaco-editor/nls/lang/zh-cn'),
};
const texts = new Map<string, readonly string[] | undefined>();
let wanted = '';

async function load(language: string): Promise<readonly string[] | undefined> {
  const before = globalThis._VSCODE_NLS_MESSAGES;
  await packs[language]?.();
  const loaded = globalThis._VSCODE_NLS_MESSAGES;
  return loaded === before ? undefined : loaded;
}

/** Sets the language of Monaco's own texts. They stay English if they cannot be loaded. */
export async function speakInMonaco(language: string): Promise<void> {
  wanted = language;
  if (!texts.has(language)) {
    const loaded = await load(language).catch(() => undefined);
    if (loaded !== undefined || !(language in packs)) texts.set(language, loaded);
  }
  globalThis._VSCODE_NLS_MESSAGES = texts.get(wanted);
}
