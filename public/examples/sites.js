// The switch between light and dark, in the way of the generator that the page stands for.
const { documentElement: root, body } = document;

const ways = {
  // Docusaurus
  theme: () => (root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'),
  // MkDocs Material
  'md-color-scheme': () => (body.dataset.mdColorScheme = body.dataset.mdColorScheme === 'slate' ? 'default' : 'slate'),
  // VitePress
  class: () => root.classList.toggle('dark'),
  // mdBook
  mdbook: () => (root.classList.toggle('navy'), root.classList.toggle('light', !root.classList.contains('navy'))),
  // A page that follows the system, until somebody chooses.
  system: () => {
    const isDark = getComputedStyle(body).backgroundColor === 'rgb(20, 24, 30)';
    root.dataset.scheme = isDark ? 'day' : 'night';
  },
};

for (const button of document.querySelectorAll('[data-switch]')) {
  button.addEventListener('click', () => ways[button.dataset.switch]());
}
