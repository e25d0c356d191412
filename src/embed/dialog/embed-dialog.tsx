import { useEffect, useRef, useState } from 'react';
import { encodeSession } from '../../share/link.ts';
import { structureOnly } from '../../share/structure-only.ts';
import { ownLesson } from '../../store/state/own-lesson.ts';
import { setNameIn } from '../frame/set-name.ts';
import { useCopy } from '../../ui/kit/copy/use-copy.ts';
import { Dialog } from '../../ui/kit/dialog.tsx';
import { useLab, useLabInstance } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { useSite } from '../../ui/kit/site.tsx';
import { type OptionName, optionNames } from '../options/names.ts';
import { type WrittenOptions, writeOptions } from '../options/read.ts';
import { optionTable } from '../options/table.ts';
import { optionWords } from '../options/words.ts';
import { OptionControl } from './option-control.tsx';
import { type SiteKind, siteKinds, snippetFor } from './snippets.ts';
import './embed-dialog.css';

const beginnings = ['lesson', 'moment', 'manifest', 'example'] as const;
type Beginning = (typeof beginnings)[number];

/** Options that only one kind of beginning has; all others are always available. */
const only: Readonly<Partial<Record<OptionName, Beginning>>> = { example: 'example', lesson: 'lesson', page: 'lesson' };
const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
/** Length of a link, in characters, from which it is inconvenient in the source of a page. */
const long = 4000;

const siteNames: Readonly<Record<Exclude<SiteKind, 'html' | 'iframe'>, string>> = {
  mkdocs: 'MkDocs Material',
  docusaurus: 'Docusaurus',
  hugo: 'Hugo',
  vitepress: 'VitePress',
  mdbook: 'mdBook',
};

/** Share → Embed: the options of a figure, the figure as readers see it, and the code to paste. */
export default function EmbedDialog() {
  const { t, language } = useMessages();
  const lab = useLabInstance();
  const site = useSite();
  const text = useLab((state) => state.text);
  const applied = useLab((state) => state.appliedText !== null);
  const [link] = useState(() => encodeSession(structureOnly(lab.read(({ session }) => session()))));
  const lesson = useLab((state) => (state.lesson?.id === ownLesson ? null : state.lesson));
  const [beginning, setBeginning] = useState<Beginning>(lesson !== null ? 'lesson' : applied ? 'moment' : 'manifest');
  const [chosen, setChosen] = useState<WrittenOptions>({
    lang: language,
    ...(lesson !== null && { lesson: lesson.id, page: String(lesson.page + 1) }),
  });
  const [kind, setKind] = useState<SiteKind>('html');
  const { copied, copy, forget } = useCopy();

  const begun: WrittenOptions = beginning === 'manifest' ? { manifest: text } : {};
  const first = useRef<HTMLSelectElement>(null);
  // After the dialog has opened, which focuses its first button.
  useEffect(() => first.current?.focus(), []);
  const isOffered = (name: OptionName): boolean => name !== 'manifest' && (only[name] ?? beginning) === beginning;
  const offered = optionNames.filter(isOffered);
  const options: WrittenOptions = {
    ...Object.fromEntries(offered.flatMap((name) => (chosen[name] === undefined ? [] : [[name, chosen[name]]]))),
    ...begun,
  };
  const state = beginning === 'moment' ? link : null;
  const folder = site
    .linkTo('')
    .replace(/#$/, '')
    .replace(/[^/]*$/, '');
  const usual =
    beginning === 'lesson' ? t('embed.lesson') : t('embed.title', { name: setNameIn(text) ?? 'StatefulSet' });
  const title = options.title ?? usual;
  const code = snippetFor(kind, { options, link: state, folder, title });
  const preview = `./embed.html${writeOptions(options, state)}`;

  function choose(name: OptionName, value: string | null): void {
    const rest = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== name));
    setChosen(value === null ? rest : { ...rest, [name]: value });
    forget();
  }

  return (
    <Dialog title={t('embedding.title')} className="embed-dialog">
      <div className="embed-options">
        <label>
          {t('embedding.begins')}
          <select
            ref={first}
            value={beginning}
            onChange={(event) => setBeginning(event.currentTarget.value as Beginning)}
          >
            {beginnings
              .filter((value) => value !== 'lesson' || lesson !== null)
              .map((value) => (
                <option key={value} value={value}>
                  {t(`embedding.${value}`)}
                </option>
              ))}
          </select>
        </label>
        {offered.map((name) => (
          <OptionControl
            key={name}
            name={name}
            kind={optionTable[name].kind}
            hint={optionWords[name].doc[language === 'zh' ? 'zh' : 'en']}
            value={chosen[name] ?? null}
            otherwise={String(optionTable[name].otherwise ?? '')}
            onChange={(value) => choose(name, value)}
          />
        ))}
      </div>
      <iframe key={preview} className="embed-preview" src={preview} title={t('embedding.preview')} sandbox={sandbox} />
      <div className="embed-code">
        <label>
          {t('embedding.site')}
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value as SiteKind)}>
            {siteKinds.map((value) => (
              <option key={value} value={value}>
                {value === 'html' || value === 'iframe' ? t(`embedding.${value}`) : siteNames[value]}
              </option>
            ))}
          </select>
        </label>
        <textarea
          readOnly
          value={code}
          aria-label={t('embedding.code')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p role="status">
          {copied
            ? t('embedding.copied')
            : state !== null && state.length > long && t('embedding.long', { count: state.length })}
        </p>
        <button className="button primary" onClick={() => void copy(code)}>
          {t('embedding.copy')}
        </button>
      </div>
    </Dialog>
  );
}
