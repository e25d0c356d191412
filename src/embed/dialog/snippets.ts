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

/** Heights (px) that a page reserves before the script has run: those of narrow figures, which are the larger ones. */
const heights: Readonly<Record<string, number>> = { slots: 500, nodes: 640, table: 580 };
const heightOf = ({ options }: Wanted): number => heights[options.view ?? 'slots'] ?? 500;

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');

/** The figure as an element: its attributes are the options, and the height that it reserves. */
function element(wanted: Wanted, styleOf = styleAttribute): string {
  const { options, link, title } = wanted;
  const given: [string, string][] = optionNames
    .filter((name: OptionName) => name !== 'title' && options[name] !== undefined)
    .map((name) => [name, options[name]!]);
  if (link !== null) given.push(['state', `#${link}`]);
  const attributes = [['title', title] as const, ...given].map(([name, value]) =>
    name === 'autoplay' && value === 'true' ? name : `${name}="${attribute(value)}"`,
  );
  return `<statefulset-lab ${attributes.join(' ')} ${styleOf(heightOf(wanted))}></statefulset-lab>`;
}

const styleAttribute = (height: number): string => `style="display: grid; min-height: ${height}px"`;
/** In MDX, a style is an object. */
const styleObject = (height: number): string => `style={{ display: 'grid', minHeight: ${height} }}`;

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
${element(wanted, styleObject)}`,
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
  iframe: (wanted) => {
    const { options, link, folder, title } = wanted;
    const address = `${folder}embed.html${writeOptions(options, link)}`;
    const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
    return `<iframe src="${attribute(address)}" title="${attribute(title)}" sandbox="${sandbox}" loading="lazy" style="width: 100%; height: ${heightOf(wanted)}px; border: 0"></iframe>`;
  },
};

/** Returns the code to paste. */
export const snippetFor = (kind: SiteKind, wanted: Wanted): string => writers[kind](wanted);
