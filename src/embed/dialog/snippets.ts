/** The code that puts a figure into a page, for each kind of site. */
import { type OptionName, optionNames } from '../options/names.ts';
import { type WrittenOptions, writeOptions } from '../options/read.ts';

export const siteKinds = ['html', 'mkdocs', 'docusaurus', 'hugo', 'vitepress', 'mdbook', 'iframe'] as const;
export type SiteKind = (typeof siteKinds)[number];

export interface Wanted {
  readonly options: WrittenOptions;
  /** The session to begin with, as a fragment without `#`. */
  readonly link: string | null;
  /** The address of the lab's folder, with a slash at its end. */
  readonly folder: string;
  /** The `title` of the frame. */
  readonly title: string;
}

/** Height in px until the figure reports its own. */
const height = 480;

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');

/** The figure as an element: its attributes are the options. */
function element({ options, link, title }: Wanted): string {
  const given: [string, string][] = optionNames
    .filter((name: OptionName) => name !== 'title' && options[name] !== undefined)
    .map((name) => [name, options[name]!]);
  if (link !== null) given.push(['state', `#${link}`]);
  const attributes = [['title', title] as const, ...given].map(([name, value]) =>
    name === 'autoplay' && value === 'true' ? name : `${name}="${attribute(value)}"`,
  );
  return `<statefulset-lab ${attributes.join(' ')}></statefulset-lab>`;
}

const script = (folder: string): string => `<script src="${attribute(folder)}embed.js" defer></script>`;

const writers: Readonly<Record<SiteKind, (wanted: Wanted) => string>> = {
  html: (wanted) => `${script(wanted.folder)}\n${element(wanted)}`,
  mkdocs: (wanted) => `# mkdocs.yml
extra_javascript:
  - path: ${wanted.folder}embed.js
    defer: true

# page.md
${element(wanted)}`,
  docusaurus: (wanted) => `// docusaurus.config.js
scripts: [{ src: ${JSON.stringify(`${wanted.folder}embed.js`)}, defer: true }],

// page.mdx
${element(wanted)}`,
  hugo: (wanted) => `# hugo.yaml
markup: { goldmark: { renderer: { unsafe: true } } }

# page.md
${script(wanted.folder)}
${element(wanted)}`,
  vitepress: (wanted) => `// .vitepress/config.js
head: [['script', { src: ${JSON.stringify(`${wanted.folder}embed.js`)}, defer: '' }]],
vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'statefulset-lab' } } },

// page.md
${element(wanted)}`,
  mdbook: (wanted) => `${script(wanted.folder)}\n\n${element(wanted)}`,
  iframe: ({ options, link, folder, title }) => {
    const address = `${folder}embed.html${writeOptions(options, link)}`;
    const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
    return `<iframe src="${attribute(address)}" title="${attribute(title)}" sandbox="${sandbox}" loading="lazy" style="width: 100%; height: ${height}px; border: 0"></iframe>`;
  },
};

/** Returns the code to paste. */
export const snippetFor = (kind: SiteKind, wanted: Wanted): string => writers[kind](wanted);
